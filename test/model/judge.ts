import { type ScheduledPost, ScheduledPostModel } from '../../src/common/models/index.js';
import { type SlotModel, type SlotState, slotKey } from './reference.js';
import type { Play } from './stage.js';
import { HOUR } from './wall.js';

/** Within it something may be in line for its turn, or between a look and the next. */
const TOLERANCE = 10_000;
/** So far ahead posts are planned at least. */
const AHEAD = 47 * HOUR;

const STATES: Record<ScheduledPost['status'], SlotState> = {
  due: 'waiting',
  claimed: 'waiting',
  sending: 'waiting',
  uncertain: 'unknown',
  held: 'held',
  sent: 'sent',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

function keyOf({ campaigns, groups }: Play, row: ScheduledPost): string {
  return slotKey({
    campaign: campaigns.findIndex(({ id }) => id === row.campaignId),
    group: groups.findIndex(({ id }) => id === row.groupId),
    name: row.occurrence.slice(row.campaignId.length + 1),
  });
}

const at = (time: number) => new Date(time).toISOString().slice(0, 19);

function differences(slot: SlotModel, row: ScheduledPost | undefined): string[] {
  const what = `${slotKey(slot)} due ${at(slot.due)}`;
  if (!row) return [`${what} is ${slot.state} (${slot.reason}), but has no post`];
  const problems: string[] = [];
  const state = STATES[row.status];
  const reason = row.reason?.why.key ?? null;
  if (state !== slot.state || (reason !== slot.reason && slot.state !== 'held' && slot.state !== 'cancelled'))
    problems.push(`${what} should be ${slot.state} (${slot.reason}), is ${row.status} (${reason})`);
  if (row.dueAt.getTime() !== slot.due) problems.push(`${what} is due ${at(row.dueAt.getTime())}`);
  if (state === 'waiting' && !row.wakeAt) problems.push(`${what} waits and will never wake`);
  if (slot.at !== null && row.intentAt !== null && Math.abs(row.intentAt.getTime() - slot.at) > TOLERANCE)
    problems.push(`${what} left at ${at(row.intentAt.getTime())}, not at ${at(slot.at)}`);
  if (
    slot.reason === null &&
    !slot.touched &&
    ['failed', 'skipped', 'cancelled', 'held'].includes(slot.state)
  )
    problems.push(`${what} was not sent, and nothing says why`);
  return problems;
}

/** What the model wants in the two days to come: it is planned, and nothing else. */
function plannedAhead(play: Play): Set<string> {
  const { reference, engine } = play;
  const wanted = reference.campaigns.flatMap((campaign, number) =>
    reference
      .wanted(campaign)
      .filter(({ at: due }) => due > engine.now() && due < engine.now() + AHEAD)
      .flatMap(({ name }) =>
        (campaign.plan?.groups ?? []).map((group) => slotKey({ campaign: number, group, name })),
      ),
  );
  const touched = new Set(reference.slots().map(slotKey));
  return new Set(wanted.filter((key) => !touched.has(key)));
}

/** The engine's post for a slot. */
export async function postOf(
  { campaigns, groups }: Play,
  slot: SlotModel,
): Promise<ScheduledPost | undefined> {
  const campaignId = campaigns[slot.campaign]?.id ?? '';
  const rows = await ScheduledPostModel.find({ occurrence: `${campaignId}|${slot.name}` }).lean<
    ScheduledPost[]
  >();
  return rows.find(({ groupId }) => groupId === groups[slot.group]?.id);
}

/** Holds the queue against the model; says in words where they differ. */
export async function judgeQueue(play: Play): Promise<string[]> {
  const rows = await ScheduledPostModel.find().lean<ScheduledPost[]>();
  const byKey = new Map(rows.map((row) => [keyOf(play, row), row]));
  const slots = play.reference.slots();
  const problems = slots.flatMap((slot) => differences(slot, byKey.get(slotKey(slot))));
  if (byKey.size < rows.length) problems.push('a run has two posts in one group');
  const ahead = plannedAhead(play);
  for (const key of ahead) if (!byKey.has(key)) problems.push(`${key} is not planned`);
  const known = new Set(slots.map(slotKey));
  const soon = play.engine.now() + AHEAD;
  for (const [key, row] of byKey)
    if (!known.has(key) && !ahead.has(key) && row.dueAt.getTime() < soon)
      problems.push(`${key} due ${at(row.dueAt.getTime())} is ${row.status}, but nobody wants it`);
  return problems;
}

/** Holds what Telegram accepted against the model: each ad that should stand there was accepted once, and no other. */
export async function judgeEnd(play: Play): Promise<string[]> {
  const rows = await ScheduledPostModel.find().lean<ScheduledPost[]>();
  const keys = new Map<string, string>(rows.map((row) => [row._id, keyOf(play, row)]));
  const accepted = play.engine.telegram.acceptLog.of('sendMessage').flatMap((entry) => {
    const [, id] = /ad\.who:([^:"]+)/.exec(JSON.stringify(entry.params)) ?? [];
    return id === undefined
      ? []
      : [{ key: keys.get(id) ?? `the unknown post ${id}`, at: entry.at, chatId: entry.chatId }];
  });
  const problems: string[] = [];
  for (const slot of play.reference.slots()) {
    const key = slotKey(slot);
    const mine = accepted.filter((accept) => accept.key === key);
    const should = slot.arrived ? 1 : 0;
    if (mine.length !== should)
      problems.push(`${key} (${slot.state}) was accepted ${mine.length} times, not ${should}`);
    for (const accept of mine) {
      if (Math.abs(accept.at - (slot.at ?? 0)) > TOLERANCE)
        problems.push(`${key} was accepted at ${at(accept.at)}`);
      if (accept.chatId !== play.groups[slot.group]?.chatId) problems.push(`${key} went into another chat`);
    }
  }
  const known = new Set(play.reference.slots().map(slotKey));
  for (const { key } of accepted)
    if (!known.has(key)) problems.push(`${key} was accepted, but nobody wants it`);
  return problems;
}
