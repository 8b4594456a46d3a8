import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { t } from '@common/i18n/index.js';
import { type CampaignId, type CreativeId, type GroupId, isId } from '@common/ids.js';
import type { Campaign, TelegramGroup } from '@common/models/index.js';
import { done, isRefused } from '@common/outcome.js';
import { instantOf, localTimeAt, plusDays } from '@common/time.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Scene, type Step } from '../../telegram/dialog/dialog.js';
import { pickStep } from '../../telegram/dialog/pick-step.js';
import type { Screen } from '../../telegram/screen.js';
import { readTypedTime } from '../../telegram/typed-time.js';
import { type CreativeService, creativeLabel } from '../creatives/index.js';
import { problemOf } from '../groups/index.js';
import type { CampaignService } from './campaign.service.js';
import { readBack } from './campaign.view.js';

const NOW = 'now';
const HOUR_MS = 3_600_000;

const answersSchema = z.object({
  campaignId: z.string().optional(),
  /** The campaign's revision when it was picked: a plan made for another one is not saved. */
  campaignRev: z.number().optional(),
  /** The dialog was entered from the campaign's card: there is nothing to pick. */
  given: z.boolean().optional(),
  creatives: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
  /** The open page of the list that is being picked from. */
  page: z.number().optional(),
  /** `now`, or what a wall in the person's zone shows. */
  at: z.string().optional(),
});
type Answers = {
  [Key in keyof z.infer<typeof answersSchema>]-?: NonNullable<z.infer<typeof answersSchema>[Key]>;
};

interface DialogDeps {
  clock: Clock;
  campaigns: CampaignService;
  creatives: Pick<CreativeService, 'get' | 'list'>;
  groups: { active(): Promise<TelegramGroup[]> };
  /** Turns new plans into posts, so that the card shows them at once. */
  plan(): Promise<void>;
  card(id: CampaignId, actor: Actor): Promise<Screen>;
}

const paging = { page: ({ page = 0 }: Partial<Answers>) => page, turn: (page: number) => ({ page }) };

function campaignOf(deps: DialogDeps, { campaignId = '' }: Partial<Answers>): Promise<Campaign | null> {
  return isId<CampaignId>(campaignId) ? deps.campaigns.get(campaignId) : Promise.resolve(null);
}

function campaignStep(deps: DialogDeps): Step<Answers> {
  const step = pickStep<Answers>({
    id: 'campaign',
    skip: ({ given = false }) => given,
    ask: { key: 'schedule-ask-campaign' },
    empty: { key: 'schedule-no-campaigns' },
    choices: async () => (await deps.campaigns.list()).map(({ _id, name }) => ({ id: _id, label: name })),
    ...paging,
    picked: () => [],
    single: (campaignId) => ({ campaignId, page: 0 }),
  });
  return {
    ...step,
    async take(input, scene) {
      const verdict = await step.take(input, scene);
      if (!('next' in verdict)) return verdict;
      const campaign = await campaignOf(deps, verdict.next);
      return campaign
        ? { next: { ...verdict.next, campaignRev: campaign.rev } }
        : { complain: { key: 'refused-gone' } };
    },
  };
}

function creativesStep(deps: DialogDeps): Step<Answers> {
  return pickStep<Answers>({
    id: 'creatives',
    ask: { key: 'schedule-ask-creatives' },
    empty: { key: 'schedule-no-creatives' },
    choices: async () =>
      (await deps.creatives.list()).map((one) => ({ id: one._id, label: creativeLabel(one) })),
    ...paging,
    picked: ({ creatives = [] }) => creatives,
    toggle: (creatives) => ({ creatives }),
  });
}

/** Whether any of the picked creatives is more than a text. */
async function needsMedia(deps: DialogDeps, { creatives = [] }: Partial<Answers>): Promise<boolean> {
  const picked = await Promise.all(creatives.filter(isId<CreativeId>).map((id) => deps.creatives.get(id)));
  return picked.some((creative) => creative !== null && creative.type !== 'text');
}

function groupsStep(deps: DialogDeps): Step<Answers> {
  return pickStep<Answers>({
    id: 'groups',
    ask: { key: 'schedule-ask-groups' },
    empty: { key: 'schedule-no-groups' },
    async choices({ answers }) {
      const type = (await campaignOf(deps, answers))?.type ?? 'onlyfans';
      const media = await needsMedia(deps, answers);
      const groups = await deps.groups.active();
      return groups.map((group) => ({
        id: group._id,
        label: group.title,
        problem: problemOf(group, type, media),
      }));
    },
    ...paging,
    picked: ({ groups = [] }) => groups,
    toggle: (groups) => ({ groups }),
  });
}

function timeStep({ clock }: DialogDeps): Step<Answers> {
  const presets: Record<string, (actor: Actor) => string> = {
    now: () => NOW,
    hour: ({ timezone }) => localTimeAt(clock.now() + HOUR_MS, timezone),
    tomorrow: ({ timezone }) => plusDays(localTimeAt(clock.now(), timezone), 1),
  };
  return {
    id: 'time',
    ask: async ({ actor: { locale, timezone } }) => ({
      body: { text: t(locale, 'schedule-ask-time', { zone: timezone }) },
      rows: [
        [
          { text: t(locale, 'schedule-now'), value: 'now' },
          { text: t(locale, 'schedule-hour'), value: 'hour' },
        ],
        [{ text: t(locale, 'schedule-tomorrow'), value: 'tomorrow' }],
      ],
    }),
    async take(input, { actor }) {
      if (input.kind === 'press') {
        const at = presets[input.value]?.(actor);
        return at ? { next: { at } } : { complain: { key: 'expects-button' } };
      }
      const text = input.message.text ?? '';
      const read = readTypedTime(text, { now: clock.now(), zone: actor.timezone });
      if ('local' in read) return { next: { at: read.local } };
      return { complain: { key: `time-${read.unclear}`, args: { text: text.slice(0, 60) } } };
    },
  };
}

function reviewStep(deps: DialogDeps): Step<Answers> {
  async function linesOf({ actor, answers }: Scene<Answers>): Promise<string[]> {
    const { locale, timezone } = actor;
    const { at = NOW, groups = [], creatives = [] } = answers;
    const campaign = await campaignOf(deps, answers);
    const titles = (await deps.groups.active())
      .filter(({ _id }) => groups.includes(_id))
      .map(({ title }) => title);
    const names = await Promise.all(creatives.filter(isId<CreativeId>).map((id) => deps.creatives.get(id)));
    const now = deps.clock.now();
    const when = at === NOW ? t(locale, 'schedule-now') : readBack(instantOf(at, timezone), now, actor);
    return [
      t(locale, 'schedule-review-campaign', { name: campaign?.name ?? '—' }),
      t(locale, 'schedule-review-creatives', {
        names: names.flatMap((one) => (one ? [one.name] : [])).join(', '),
      }),
      t(locale, 'schedule-review-groups', { titles: titles.join(', ') }),
      t(locale, 'schedule-review-time', { when }),
      ...(campaign?.schedule ? [t(locale, 'schedule-review-replaces')] : []),
    ];
  }
  return {
    id: 'review',
    async ask(scene) {
      const { locale } = scene.actor;
      const count = scene.answers.groups?.length ?? 0;
      return {
        body: { text: (await linesOf(scene)).join('\n') },
        rows: [[{ text: t(locale, 'schedule-save', { count }), value: 'save' }]],
      };
    },
    async take(input, { actor, answers }) {
      const { at = NOW, campaignRev } = answers;
      if (input.kind !== 'press') return { complain: { key: 'expects-button' } };
      const campaign = await campaignOf(deps, answers);
      // The review is shown anew; whoever still wants the plan then presses again.
      if (campaign && campaign.rev !== campaignRev)
        return { complain: { key: 'refused-stale' }, note: { campaignRev: campaign.rev } };
      // A moment that passed while the review stood there is not what the person wanted.
      if (at !== NOW && instantOf(at, actor.timezone) <= deps.clock.now())
        return { complain: { key: 'time-passed' } };
      return { next: {} };
    },
  };
}

/** What, where, when: from a campaign to posts in the queue. */
export function createScheduleDialog(deps: DialogDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'schedule-campaign',
    title: { key: 'schedule-title' },
    answers: answersSchema as z.ZodType<Partial<Answers>>,
    steps: [campaignStep(deps), creativesStep(deps), groupsStep(deps), timeStep(deps), reviewStep(deps)],
    async finish({ actor, answers }) {
      const { campaignId = '', campaignRev = 0, creatives = [], groups = [], at = NOW } = answers;
      if (!isId<CampaignId>(campaignId)) throw new Error('a plan without a campaign');
      const zone = actor.timezone;
      const now = deps.clock.now();
      const nominal = at === NOW ? localTimeAt(now, zone) : at;
      const outcome = await deps.campaigns.setPlan(actor, campaignId, campaignRev, {
        creatives: creatives.filter(isId<CreativeId>),
        targetGroups: groups.filter(isId<GroupId>),
        // Nominal times have whole seconds, and a time that the review let pass may be over by a moment.
        decidedAt: Math.min(now, instantOf(nominal, zone)),
        schedule: {
          zone,
          rule: { kind: 'once', at: nominal },
          start: null,
          end: null,
          count: null,
          exceptions: [],
        },
      });
      if (isRefused(outcome)) return outcome;
      await deps.plan();
      return done(await deps.card(campaignId, actor));
    },
  });
}
