import type { Verb } from '../../src/telegram/callback.js';
import type { Kind, Things } from './things.js';

/** What a button does for whom it works. */
export type Doing =
  /** Shows something; to the team only. */
  | { is: 'shows'; to?: 'admins' }
  /** Begins a dialog of one's own. */
  | { is: 'enters'; to?: 'admins' }
  /** An action of the policy table; `anyRev`: whatever of the thing was seen. */
  | { is: 'acts'; action: string; anyRev?: true }
  /** Leaves the dialog that one is in. */
  | { is: 'leaves' }
  /** Of the administrators of the group in which it stands, whoever they are. */
  | { is: 'consents' }
  /** Works for whoever has the link. */
  | { is: 'accepts' }
  /** Tells everybody something, everywhere. */
  | { is: 'tells' };

export interface Row {
  does: Doing;
  kind: Kind | null;
  /** What stands in the id's place, where it is not the thing's id alone. */
  id?(thing: string, things: Things): string;
}

const shows = (kind: Kind | null, id?: Row['id']): Row => ({
  does: { is: 'shows' },
  kind,
  ...(id && { id }),
});
const shown = (kind: Kind | null, id?: Row['id']): Row => ({
  does: { is: 'shows', to: 'admins' },
  kind,
  ...(id && { id }),
});
const enters = (kind: Kind | null, id?: Row['id']): Row => ({
  does: { is: 'enters' },
  kind,
  ...(id && { id }),
});
const acts = (action: string, kind: Kind, id?: Row['id']): Row => ({
  does: { is: 'acts', action },
  kind,
  ...(id && { id }),
});
const decides = (action: string): Row => ({ does: { is: 'acts', action }, kind: 'user' });
const sets = (action: string, id: string): Row => ({
  does: { is: 'acts', action, anyRev: true },
  kind: 'settings',
  id: () => id,
});
const settles = (action: string): Row => ({ does: { is: 'acts', action }, kind: 'stray' });
const brand = (letter: 'o' | 'c') => (id: string) => `${letter}${id}`;
/** Runs that are to come, by their nominal times: the daily ones at six, of which one is skipped. */
const runAt = (nominal: string) => (id: string) =>
  [id, (Date.parse(nominal) / 1000).toString(36), 0].join('~');
const run = runAt('2026-11-27T18:00:00Z');
const skipped = runAt('2026-11-28T18:00:00Z');
const consents: Row = { does: { is: 'consents' }, kind: null };
const taking = (action: string, kind: Kind, name: string): Row => ({
  does: { is: 'acts', action, anyRev: true },
  kind,
  id: (id) => `${name}-${id}`,
});

/**
 * Every button that the bot may issue. Several rows of one verb are several kinds of things under it. A verb with a
 * handler and without a row fails the test.
 */
export const VERBS: readonly (readonly [Verb, Row])[] = [
  ['home.open', { does: { is: 'leaves' }, kind: null }],
  ['dialog.leave', { does: { is: 'leaves' }, kind: null }],

  ['campaign.list', shows(null, () => '0')],
  ['campaign.new', enters(null)],
  ['campaign.open', shows('campaign')],
  ['campaign.schedule', enters('campaign')],
  ['campaign.post', enters('creative')],
  ['campaign.deal', enters('campaign')],
  ['campaign.pause', acts('campaign.pause', 'campaign')],
  ['campaign.resume', acts('campaign.resume', 'campaign')],
  ['campaign.detach', acts('campaign.detach-deal', 'campaign')],
  ['campaign.limits', shows('campaign')],
  ['campaign.limit', acts('campaign.limit', 'campaign', (id) => `${id}~daily~1`)],
  ['campaign.weights', shows('campaign')],
  ['campaign.weigh', acts('campaign.weigh', 'campaign', (id) => `${id}~0~more`)],
  ['campaign.placement', shows('campaign')],
  ['campaign.place-none', acts('campaign.place', 'campaign')],
  ['campaign.place-1-24', acts('campaign.place', 'campaign')],
  ['campaign.place-2-48', acts('campaign.place', 'campaign')],
  ['campaign.place-3-72', acts('campaign.place', 'campaign')],
  ['campaign.pin', acts('campaign.place', 'campaign')],
  ['campaign.silent', acts('campaign.place', 'campaign')],
  ['run.list', shows('campaign', (id) => `${id}~0`)],
  ['run.open', shows('campaign', run)],
  ['run.skip', acts('campaign.skip-run', 'campaign', run)],
  ['run.back', acts('campaign.restore-run', 'campaign', skipped)],
  ['run.move', enters('campaign', run)],

  ['creative.list', shows(null, () => '0')],
  ['creative.new', enters(null)],
  ['creative.open', shows('creative')],
  ['creative.preview', shows('creative')],
  ['creative.languages', enters('creative')],
  ['creative.archive', acts('creative.archive', 'creative')],

  ['deal.list', shows(null, () => '0')],
  ['deal.new', enters(null)],
  ['deal.open', shows('deal')],
  ['deal.approve', acts('deal.approve', 'deal')],
  ['deal.reject', acts('deal.reject', 'deal')],
  ['deal.required', sets('settings.deal-required', 'yes')],

  ['brand.list', shows(null, () => '0')],
  ['brand.open', shows('creator', brand('o'))],
  ['brand.open', shows('casino', brand('c'))],
  ['brand.campaign', shows('campaign')],
  ['brand.verify', acts('creator.decide', 'creator', brand('o'))],
  ['brand.unverify', acts('creator.decide', 'creator', brand('o'))],
  ['brand.risk', acts('casino.decide', 'casino', (id) => `c${id}~r~1`)],
  ['brand.geos', enters('casino', brand('c'))],
  ['brand.licences', enters('casino', brand('c'))],
  ['brand.check', sets('settings.creator-check', 'yes')],

  ['group.list', shows(null, () => '0')],
  ['group.open', shows('group')],
  ['group.accept', acts('group.accept', 'group')],
  ['group.reject', acts('group.reject', 'group')],
  ['group.pause', acts('group.pause', 'group')],
  ['group.resume', acts('group.resume', 'group')],
  ['group.mend', acts('group.mend', 'group')],
  ['group.limits', shows('group')],
  ['group.limits', shows(null, () => 'all')],
  ['group.limit', acts('group.limit', 'group', (id) => `${id}~d~1`)],
  ['group.limit', { does: { is: 'acts', action: 'settings.limit' }, kind: 'settings', id: () => 'all~d~1' }],
  ['group.country', enters('group')],
  ['group.language', enters('group')],
  ['consent.adult', consents],
  ['consent.gambling', consents],
  ['consent.pin', consents],
  ['consent.give', consents],

  ['queue.list', shows(null, () => '0')],
  ['queue.needs', shows(null, () => '0')],
  ['queue.history', shows(null, () => '0')],
  ['queue.day', shows(null, () => '2026-11-26')],
  ['queue.asks', sets('settings.ask-silently', 'yes')],
  ['post.open', shows('post')],
  ['post.why', shows('post')],
  ['post.creatives', shows('post')],
  ['post.confirm', enters('post')],
  ['post.move', enters('post')],
  ['post.cancel', acts('post.cancel', 'post')],
  ['post.again', acts('post.send-again', 'post')],
  ['post.skip', acts('post.skip', 'post')],
  ['post.retry', acts('post.retry', 'post')],
  ['post.override', acts('post.override', 'post')],
  ['post.swap', acts('post.swap', 'post', (id, { otherCreative }) => id + otherCreative)],
  ['stray.open', shows('stray')],
  [
    'stray.delete',
    { ...settles('post.delete-double'), does: { is: 'acts', action: 'post.delete-double', anyRev: true } },
  ],
  ['stray.keep', settles('post.keep-double')],
  ['stray.gone', settles('post.deleted-double')],

  ['takedown.ask', shows('campaign', (id) => `campaign-${id}`)],
  ['takedown.go', taking('campaign.take-down', 'campaign', 'campaign')],
  ['takedown.go', taking('creative.take-down', 'creative', 'creative')],
  ['takedown.go', taking('creator.take-down', 'creator', 'onlyfans')],
  ['takedown.go', taking('casino.take-down', 'casino', 'casino')],
  ['takedown.allow', taking('campaign.allow', 'campaign', 'campaign')],
  ['takedown.allow', taking('creator.allow', 'creator', 'onlyfans')],
  ['takedown.undo', { does: { is: 'acts', action: 'campaign.allow', anyRev: true }, kind: 'takedown' }],

  ['settings.stop', sets('settings.stop', '')],
  ['settings.resume', sets('settings.resume', '')],
  ['settings.audit-days', shown(null)],
  [
    'settings.keep-audit',
    { does: { is: 'acts', action: 'settings.audit-days' }, kind: 'settings', id: () => '1825' },
  ],

  ['team.list', shown(null, () => '0')],
  ['team.member', shown('user')],
  ['team.ask-remove', shown('user')],
  ['team.invite', { does: { is: 'enters', to: 'admins' }, kind: null }],
  ['team.invitations', shown(null)],
  ['team.qr', shown(null, (_, { token }) => token)],
  ['team.again', { does: { is: 'acts', action: 'team.invite', anyRev: true }, kind: 'link' }],
  ['team.revoke', { does: { is: 'acts', action: 'team.revoke', anyRev: true }, kind: 'link' }],
  ['team.admin', decides('team.role')],
  ['team.operator', decides('team.role')],
  ['team.disable', decides('team.disable')],
  ['team.enable', decides('team.enable')],
  ['team.remove', decides('team.remove')],

  ['session.link', { does: { is: 'acts', action: 'session.link', anyRev: true }, kind: 'self' }],
  ['session.list', shows(null)],
  ['session.revoke', { does: { is: 'acts', action: 'session.revoke', anyRev: true }, kind: 'session' }],
  ['session.revoke-all', { does: { is: 'acts', action: 'session.revoke-all', anyRev: true }, kind: 'self' }],

  ['audit.list', shown(null, () => 'a~0')],
  ['audit.open', shown(null)],
  ['audit.search', { does: { is: 'enters', to: 'admins' }, kind: null }],
  ['audit.csv', sets('audit.export', 'a~0')],

  ['profile.open', shows(null)],
  ['profile.zone', enters(null)],
  ['profile.notify', acts('team.profile', 'self')],
  ['profile.locale', acts('team.profile', 'self', () => 'en')],

  ['invite.accept', { does: { is: 'accepts' }, kind: null, id: (_, { token }) => token }],
  ['invite.decline', { does: { is: 'tells' }, kind: null }],
  ['ad.who', { does: { is: 'tells' }, kind: 'post' }],
];
