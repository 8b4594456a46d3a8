import type { PostId } from '@common/ids.js';
import type { Placement, PostAction, PostHistory } from '@common/models/index.js';

const HOUR_MS = 3_600_000;
/** Telegram refuses to delete a message that is older. */
export const DELETABLE_MS = 48 * HOUR_MS;
/** A post that is to go after 48 hours goes this early, while it still can be deleted. */
const LAST_DELETE_MS = DELETABLE_MS - 10 * 60_000;
const PINNED_MS = 24 * HOUR_MS;
/** Each check falls at a random moment of its part of the post's life. */
const CHECKED_PARTS = [
  { from: 0.1, to: 0.5 },
  { from: 0.5, to: 0.95 },
] as const;
/** What is looked after of a post that nobody deletes. */
const WATCHED_MS = 48 * HOUR_MS;

/** What decides what is done to a post that was just sent; times are ms, UTC. */
export interface SentFacts {
  postId: PostId;
  /** Telegram's own date of the message: ages count from it. */
  sentAt: number;
  now: number;
  placement: Pick<Placement, 'deleteAfterHours' | 'pin'>;
  /** Whether the group lets ads be pinned. */
  mayPin: boolean;
  /** Its creative, campaign or brand was taken down while it was on its way. */
  takenDown: boolean;
  /** Its group became a supergroup while it was on its way: its message ids mean nothing there. */
  moved: boolean;
}

type Kind = PostAction['kind'];

/** Something that is to be done. */
export function planned(kind: Kind, at: number): PostAction {
  return { kind, nextAt: new Date(at), doneAt: null, attempts: 0, result: null };
}

/** Something that is over without having been done, and why. */
function dropped(kind: Kind, now: number, result: PostAction['result']): PostAction {
  return { kind, doneAt: new Date(now), attempts: 0, result };
}

/** A number from 0 to 1 that is the same for the same post and place (FNV-1a, then mixed). */
function diceOf(seed: string): number {
  let hash = 0x811c9dc5;
  for (const character of seed) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

function checks({ postId, sentAt }: SentFacts, lifeMs: number): PostAction[] {
  return CHECKED_PARTS.map(({ from, to }, place) => {
    const share = from + (to - from) * diceOf(`${postId}|${place}`);
    return planned('check', Math.round(sentAt + lifeMs * share));
  });
}

/** Takes a post away: by deleting it while Telegram lets us, else by turning it into a notice. */
export function removal(sentAt: number, at: number): PostAction {
  return planned(at - sentAt < DELETABLE_MS ? 'delete' : 'end', at);
}

function goAt({ sentAt, placement: { deleteAfterHours } }: SentFacts): number | null {
  if (deleteAfterHours === null) return null;
  const age = deleteAfterHours * HOUR_MS;
  return sentAt + (age === DELETABLE_MS ? LAST_DELETE_MS : age);
}

function pinning(facts: SentFacts, endsAt: number | null): PostAction[] {
  const { placement, sentAt, now, mayPin } = facts;
  if (!placement.pin) return [];
  if (!mayPin) return [dropped('pin', now, { key: 'action-pin-forbidden' })];
  const unpinAt = sentAt + PINNED_MS;
  // A message that is deleted is no longer pinned either.
  const needsUnpin = endsAt === null || endsAt > unpinAt;
  return [planned('pin', sentAt), ...(needsUnpin ? [planned('unpin', unpinAt)] : [])];
}

/** What is done to a post after it was sent, and when. Pure: the same post gets the same actions, however often asked. */
export function actionsOf(facts: SentFacts): PostAction[] {
  if (facts.takenDown && !facts.moved) return [removal(facts.sentAt, facts.now)];
  const endsAt = goAt(facts);
  const lifeMs = endsAt === null ? WATCHED_MS : endsAt - facts.sentAt;
  const actions = [
    ...pinning(facts, endsAt),
    ...checks(facts, lifeMs),
    ...(endsAt === null ? [] : [removal(facts.sentAt, endsAt)]),
  ];
  return facts.moved ? asMoved(actions, facts.now) : actions;
}

/** What is still to come for a post that stands again. */
export function restOf(facts: SentFacts): PostAction[] {
  return actionsOf(facts).filter(
    ({ kind, nextAt }) => kind !== 'pin' && nextAt && nextAt.getTime() > facts.now,
  );
}

export function isPending({ nextAt }: PostAction): boolean {
  return nextAt !== undefined;
}

/** The group's messages have other ids now: nothing that was planned may touch them. */
export function asMoved(actions: readonly PostAction[], now: number): PostAction[] {
  return actions.map((action) => {
    if (!isPending(action)) return action;
    const { nextAt: _, ...rest } = action;
    return { ...rest, doneAt: new Date(now), result: { key: 'action-moved' as const } };
  });
}

type Aged = Pick<PostHistory, 'sentAt'>;

export function isOverdueForDelete({ sentAt }: Aged, now: number): boolean {
  return now - sentAt.getTime() >= DELETABLE_MS;
}

/** Its time on the pin is over before it was pinned, e.g. because posting was stopped. */
export function isOverdueForPin({ sentAt }: Aged, now: number): boolean {
  return now - sentAt.getTime() >= PINNED_MS;
}

/** The earliest action that is due, by its place. */
export function dueAction(actions: readonly PostAction[], now: number): number | undefined {
  const due = actions
    .map(({ nextAt }, place) => ({ place, at: nextAt?.getTime() ?? Number.POSITIVE_INFINITY }))
    .filter(({ at }) => at <= now);
  return due.sort((a, b) => a.at - b.at)[0]?.place;
}
