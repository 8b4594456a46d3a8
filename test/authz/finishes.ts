import type { Kind, Things } from './things.js';

/** The last step of a dialog, where what it says is done. */
export interface Finish {
  dialog: string;
  step: string;
  /** The value of the button that takes the last step; null where something is typed. */
  press: string | null;
  /** Nothing is changed by it. */
  looks?: true;
  /** The action of the policy table; where there is none, everybody does it to themselves. */
  action: string;
  /** What it is done to; null where something is made. */
  kind: Kind | null;
  answers(thing: string, things: Things): Record<string, unknown>;
}

const list = (dialog: string, action: string, kind: Kind, name = (id: string) => id): Finish => ({
  dialog,
  step: 'list',
  press: 'none',
  action,
  kind,
  answers: (id) => ({ thingId: name(id), thingRev: 0 }),
});

const TOMORROW = '2026-11-27T10:00:00';
const LATER_MS = Date.UTC(2026, 10, 27, 8, 0);
const firstOf = (things: Things, kind: Kind, nth = 0) => things.of[kind][nth]?.id ?? '';

/** Every dialog; one without an entry fails the test. */
export const FINISHES: readonly Finish[] = [
  list('group-country', 'group.place', 'group'),
  list('group-language', 'group.place', 'group'),
  list('creative-languages', 'creative.languages', 'creative'),
  list('brand-geos', 'casino.decide', 'casino', (id) => `c${id}`),
  list('brand-licences', 'casino.decide', 'casino', (id) => `c${id}`),
  {
    dialog: 'move-post',
    step: 'review',
    press: 'save',
    action: 'post.move',
    kind: 'post',
    answers: (postId) => ({ postId, postRev: 0, dueAt: LATER_MS }),
  },
  {
    dialog: 'confirm-post',
    step: 'where',
    press: 'without',
    action: 'post.confirm',
    kind: 'post',
    answers: (postId) => ({ postId, postRev: 0 }),
  },
  {
    dialog: 'move-run',
    step: 'review',
    press: 'save',
    action: 'campaign.move-run',
    kind: 'campaign',
    answers: (id) => ({
      place: { id, nominal: '2026-11-27T18:00:00', page: 0 },
      campaignRev: 0,
      dueAt: LATER_MS,
    }),
  },
  {
    dialog: 'schedule-campaign',
    step: 'review',
    press: 'save',
    action: 'campaign.schedule',
    kind: 'campaign',
    answers: (campaignId, things) => ({
      campaignId,
      campaignRev: 0,
      given: true,
      creatives: [firstOf(things, 'creative')],
      groups: [firstOf(things, 'group')],
      at: TOMORROW,
      repeat: '',
      rule: '',
    }),
  },
  {
    dialog: 'create-campaign',
    step: 'review',
    press: 'create',
    action: 'campaign.create',
    kind: null,
    answers: (_, things) => ({
      name: 'Autumn',
      type: 'casino',
      brandId: firstOf(things, 'casino'),
      brandName: 'Lucky',
      url: 'https://lucky.example',
    }),
  },
  {
    dialog: 'create-creative',
    step: 'preview',
    press: 'save',
    action: 'creative.create',
    kind: null,
    answers: () => ({
      name: 'Golden',
      content: { text: 'Golden days', entities: [], media: [], buttons: [] },
      buttons: [],
    }),
  },
  {
    dialog: 'propose-deal',
    step: 'review',
    press: 'propose',
    action: 'deal.propose',
    kind: null,
    answers: (_, things) => ({
      type: 'casino',
      brandId: firstOf(things, 'casino'),
      brandName: 'Lucky',
      kind: 'flat',
      money: { minor: 100, currency: 'EUR' },
    }),
  },
  {
    dialog: 'invite',
    step: 'name',
    press: 'skip',
    action: 'team.invite',
    kind: null,
    answers: () => ({ role: 'operator' }),
  },
  {
    dialog: 'audit-search',
    step: 'word',
    press: null,
    looks: true,
    action: 'audit.look',
    kind: null,
    answers: () => ({}),
  },
  {
    dialog: 'zone',
    step: 'zone',
    press: 'Asia/Tokyo',
    action: 'team.profile',
    kind: 'self',
    answers: () => ({}),
  },
];
