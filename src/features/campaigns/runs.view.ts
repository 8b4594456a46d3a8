import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import type { Campaign, Schedule } from '@common/models/index.js';
import { formatMoment, type LocalTime } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button, callbackData, type Verb } from '../../telegram/callback.js';
import { backRow } from '../../telegram/home-button.js';
import { type Page, pagerRow } from '../../telegram/pager.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { campaignActions } from './campaign.policy.js';
import { readBack } from './campaign.view.js';
import { clockNotes, scheduleText } from './rule.view.js';
import type { CampaignRun } from './run-exceptions.rules.js';

/** A campaign that has runs to come. */
export type Scheduled = Pick<
  Campaign,
  '_id' | 'rev' | 'name' | 'creatives' | 'targetGroups' | 'createdBy' | 'status'
> & {
  schedule: Schedule;
};

/** Which run of which campaign, and the page of the list that leads back. */
export interface RunPlace {
  id: string;
  nominal: LocalTime;
  page: number;
}

const SEPARATOR = '~';
const RADIX = 36;

/** A nominal time has colons, and is too long for a button besides: its seconds travel, as if a wall were in UTC. */
function placeId({ id, nominal, page }: RunPlace): string {
  const seconds = Date.parse(`${nominal}Z`) / 1000;
  return [id, seconds.toString(RADIX), page].join(SEPARATOR);
}

export function readRunPlace(pressed: string): RunPlace | undefined {
  const [, id = '', stamp = '', page = ''] = /^([0-9a-f]{24})~([0-9a-z]{1,7})~(\d{1,2})$/.exec(pressed) ?? [];
  if (id === '') return undefined;
  const nominal = new Date(Number.parseInt(stamp, RADIX) * 1000).toISOString().slice(0, 19);
  return { id, nominal, page: Number(page) };
}

export function readRunsPage(pressed: string): { id: string; page: number } {
  const [id = '', page = ''] = pressed.split(SEPARATOR);
  return { id, page: Number(page) || 0 };
}

const listId = (id: string, page: number) => `${id}${SEPARATOR}${page}`;

/** "➡️ Sat 28 Nov, 12:00 · instead of Fri 27 Nov, 10:00", and where that was: "↪️ Fri 27 Nov, 10:00 · moved to …". */
function runLabel({ state, dueAt, ruledAt, listedAt }: CampaignRun, { locale, timezone }: Actor): string {
  const moment = formatMoment(dueAt, timezone, locale);
  if (state === 'planned') return `🕒 ${moment}`;
  if (state === 'skipped') return t(locale, 'run-skipped-label', { moment });
  const ruled = formatMoment(ruledAt, timezone, locale);
  return t(locale, listedAt === dueAt ? 'run-moved-label' : 'run-away-label', { moment, ruled });
}

/** The runs to come, a button each. */
export function runsScreen(campaign: Scheduled, page: Page<CampaignRun>, actor: Actor): Screen {
  const { locale, timezone } = actor;
  const { _id, name, schedule } = campaign;
  const pager = pagerRow(page, (to) => callbackData('run.list', listId(_id, to)));
  const hint = page.items.length > 0 ? t(locale, 'runs-hint', { zone: timezone }) : t(locale, 'runs-none');
  return {
    body: FormattedString.join([
      FormattedString.bold(t(locale, 'runs-title', { name })),
      '\n\n',
      scheduleText(schedule, locale),
      '\n\n',
      hint,
    ]),
    rows: [
      ...page.items.map((run) => {
        const place = placeId({ id: _id, nominal: run.nominal, page: page.page });
        return [button(runLabel(run, actor), 'run.open', place)];
      }),
      ...(pager.length > 0 ? [pager] : []),
      backRow(locale, 'campaign.open', _id),
    ],
  };
}

function stateLines(run: CampaignRun, schedule: Schedule, { locale, timezone }: Actor): string[] {
  if (run.state === 'skipped') return [t(locale, 'run-skipped')];
  if (run.state === 'moved')
    return [t(locale, 'run-moved', { ruled: formatMoment(run.ruledAt, timezone, locale) })];
  return clockNotes(run, schedule, locale);
}

/** One run, and what can be done with it; `now` in ms, UTC. */
export function runScreen(
  campaign: Scheduled,
  run: CampaignRun,
  { page, actor, now }: { page: number; actor: Actor; now: number },
): Screen {
  const { locale } = actor;
  const { _id, rev, name, schedule, creatives, targetGroups } = campaign;
  const place = placeId({ id: _id, nominal: run.nominal, page });
  const offer = (what: 'skip' | 'move' | 'restore', verb: Verb): Button[] =>
    may(actor, campaignActions[what], campaign) ? [button(t(locale, `run-${what}`), verb, place, rev)] : [];
  const isOpen = run.dueAt > now;
  const change =
    isOpen && run.state !== 'skipped' ? [...offer('skip', 'run.skip'), ...offer('move', 'run.move')] : [];
  const restore = isOpen && run.state !== 'planned' && run.ruledAt > now ? offer('restore', 'run.back') : [];
  const lines = [
    t(locale, 'campaign-when', { when: readBack(run.dueAt, now, actor) }),
    ...stateLines(run, schedule, actor),
    t(locale, 'campaign-plan', { creatives: creatives.length, groups: targetGroups.length }),
    ...(isOpen ? [] : [t(locale, 'refused-run-over')]),
  ];
  return {
    body: FormattedString.join([FormattedString.bold(name), '\n\n', lines.join('\n')]),
    rows: [
      ...[change, restore].filter((row) => row.length > 0),
      backRow(locale, 'run.list', listId(_id, page)),
    ],
  };
}
