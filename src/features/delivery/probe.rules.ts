import type { Message } from '@common/i18n/index.js';
import type { Payload, ProbeWalk, ScheduledPost } from '@common/models/index.js';

/** More messages than this are not touched for one post. */
const MOST_UNEXPLAINED = 100;
/** Answers that prove nothing, until a person is asked. */
export const MOST_UNPROVING = 3;
const LOOK_AGAIN_MS = 60_000;

/** All that decides what to do next for an uncertain post. Times are ms, UTC. */
export interface ProbeFacts {
  now: number;
  /** From then on a message in the chat is surely younger than ours would be. */
  settledAt: number;
  /** Until when it could still be sent. */
  graceEnd: number;
  /** The newest message that was known in the chat before the intent. */
  lastKnown: number;
  /** Messages above it that are no post of ours, or another one. */
  explained: readonly { id: number; at: number }[];
  /** Messages that look as another post's look for itself may have left them. */
  untouchable: ReadonlySet<number>;
  walk: ProbeWalk;
  ruledOut: boolean;
  /** The group has another chat now. */
  moved: boolean;
  /** Whether a silent message may be sent, to learn the newest id. */
  mayAsk: boolean;
}

export type ProbeStep =
  | { kind: 'touch'; id: number }
  | { kind: 'ask' }
  | { kind: 'wait'; until: number }
  /** It is certainly not there: send it once more. */
  | { kind: 'again' }
  /** Only a person can tell; `at`: the message that may be it. */
  | { kind: 'hold'; why: Message; at: number | null };

function hold(why: Message, at: number | null = null): ProbeStep {
  return { kind: 'hold', why, at };
}

/** The ids between two, without those that are explained; stops looking where there are too many. */
function unexplained(from: number, to: number, explained: ReadonlySet<number>): number[] {
  const ids: number[] = [];
  for (let id = from + 1; id < to && ids.length <= MOST_UNEXPLAINED; id++)
    if (!explained.has(id)) ids.push(id);
  return ids;
}

/** Whether every message below an id is known to be no post that is looked for. */
export function isRuledOutBelow({ lastKnown, explained, walk }: ProbeFacts, id: number): boolean {
  const open = unexplained(lastKnown, id, new Set(explained.map((one) => one.id)));
  return open.every((one) => walk.notOurs.includes(one));
}

/** Says what to do next for a post of which nobody knows whether it arrived. */
export function nextProbeStep(facts: ProbeFacts): ProbeStep {
  const { explained, walk, lastKnown } = facts;
  if (facts.moved) return hold({ key: 'held-moved' });
  const after = explained.filter(({ at }) => at >= facts.settledAt).map(({ id }) => id);
  const upper = after.length > 0 ? Math.min(...after) : undefined;
  const end = upper ?? Math.max(lastKnown, ...explained.map(({ id }) => id));
  const ids = unexplained(lastKnown, end, new Set(explained.map(({ id }) => id)));
  if (ids.length > MOST_UNEXPLAINED) return hold({ key: 'held-many', args: { count: MOST_UNEXPLAINED } });
  const open = ids.filter((id) => !walk.notOurs.includes(id) && !walk.gone.includes(id));
  const next = open.find((id) => !facts.untouchable.has(id));
  if (next !== undefined) return { kind: 'touch', id: next };
  const [doubtful] = open;
  if (doubtful !== undefined) return hold({ key: 'held-touched' }, doubtful);
  if (ids.some((id) => walk.gone.includes(id))) return hold({ key: 'held-gone' });
  if (upper === undefined) return withoutUpper(facts);
  return facts.ruledOut ? hold({ key: 'held-twice' }) : { kind: 'again' };
}

/** Nothing younger is known in the chat yet. */
function withoutUpper({ now, settledAt, graceEnd, mayAsk }: ProbeFacts): ProbeStep {
  if (now < settledAt) return { kind: 'wait', until: Math.min(settledAt, now + LOOK_AGAIN_MS) };
  if (mayAsk) return { kind: 'ask' };
  return now > graceEnd ? hold({ key: 'held-quiet' }) : { kind: 'wait', until: now + LOOK_AGAIN_MS };
}

/** What Telegram shows of a message, as far as it tells one post from another. */
export interface Shown {
  /** s, UTC */
  date: number;
  text?: string | undefined;
  caption?: string | undefined;
  photo?: unknown;
  video?: unknown;
  animation?: unknown;
  media_group_id?: string | undefined;
}

function isOfKind(payload: Payload, shown: Shown): boolean {
  const method = kindOf(shown);
  if ((payload.method === 'sendMediaGroup') !== (shown.media_group_id !== undefined)) return false;
  if (payload.method !== 'sendMediaGroup') return payload.method === method;
  return payload.items.some(({ kind }) => method === (kind === 'photo' ? 'sendPhoto' : 'sendVideo'));
}

function kindOf({ photo, video, animation }: Shown): Payload['method'] {
  // Telegram gives an animation a document besides, and never a video.
  if (animation) return 'sendAnimation';
  if (video) return 'sendVideo';
  return photo ? 'sendPhoto' : 'sendMessage';
}

/** Whether a message was sent while the post was on its way; Telegram's dates have whole seconds. */
export function fitsTime(
  { intentAt }: Pick<ScheduledPost, 'intentAt'>,
  { date }: Pick<Shown, 'date'>,
  timeoutMs: number,
): boolean {
  if (!intentAt) return false;
  const at = date * 1000;
  return at > intentAt.getTime() - 1000 && at <= intentAt.getTime() + timeoutMs;
}

/**
 * Whether a message may be the post: by its time, its words and its media; its keyboard says nothing any more, nor do
 * its words where the look was for an album.
 */
export function fitsMessage(
  post: ScheduledPost,
  shown: Shown,
  timeoutMs: number,
  showsWords = true,
): boolean {
  const { payload } = post;
  if (!payload || !fitsTime(post, shown, timeoutMs) || !isOfKind(payload, shown)) return false;
  if (!showsWords) return payload.method !== 'sendMessage';
  return payload.method === 'sendMessage'
    ? payload.text === shown.text
    : payload.caption === (shown.caption ?? '');
}
