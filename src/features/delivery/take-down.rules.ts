import type { TakeDownThing } from '@common/db/collections/index.js';
import type { ChatId, GroupId } from '@common/ids.js';
import type { PostHistory } from '@common/models/index.js';
import { asMoved, DELETABLE_MS, isPending, removal } from './actions.rules.js';

const REF = /^(creative|campaign|onlyfans|casino)-([0-9a-f]{24})$/;

/** A thing in the place of a button's id. */
export function refOf({ kind, id }: TakeDownThing): string {
  return `${kind}-${id}`;
}

export function readRef(text: string): TakeDownThing | undefined {
  const [, kind, id] = REF.exec(text) ?? [];
  return kind && id ? { kind: kind as TakeDownThing['kind'], id } : undefined;
}

/** What taking down means for what stands: how much is deleted, turned into a notice, or can't be reached. */
export interface Standing {
  young: number;
  old: number;
  moved: number;
}

/** The chats that groups have now. */
export type ChatsNow = ReadonlyMap<GroupId, ChatId>;

export function hasMoved(
  { groupId, chatId }: Pick<PostHistory, 'groupId' | 'chatId'>,
  chats: ChatsNow,
): boolean {
  const now = chats.get(groupId);
  return now !== undefined && now !== chatId;
}

export function countStanding(
  entries: readonly Pick<PostHistory, 'groupId' | 'chatId' | 'sentAt'>[],
  chats: ChatsNow,
  now: number,
): Standing {
  const count: Standing = { young: 0, old: 0, moved: 0 };
  for (const entry of entries) {
    if (hasMoved(entry, chats)) count.moved++;
    else if (now - entry.sentAt.getTime() < DELETABLE_MS) count.young++;
    else count.old++;
  }
  return count;
}

/** The actions of a post that is taken down now: it goes, and nothing else that was planned matters. */
export function takenDownActions(
  { actions, sentAt }: Pick<PostHistory, 'actions' | 'sentAt'>,
  moved: boolean,
  now: number,
): PostHistory['actions'] {
  const kept = actions.filter((action) => !isPending(action));
  const going = [removal(sentAt.getTime(), now)];
  // A pin would outlast what has become a notice.
  const unpin = actions.filter((action) => isPending(action) && action.kind === 'unpin');
  return [...kept, ...(moved ? asMoved(going, now) : [...going, ...unpin])];
}

/** How far a take-down is. */
export interface Progress {
  total: number;
  deleted: number;
  ended: number;
  /** Where Herald can't reach it, for its group became a supergroup. */
  moved: number;
  /** Tried for hours, in vain. */
  failed: number;
  pending: number;
}

type Reached = Pick<PostHistory, 'status' | 'endedAt' | 'actions'>;

function stateOf({ status, endedAt, actions }: Reached): Exclude<keyof Progress, 'total'> {
  if (status === 'deleted') return 'deleted';
  if (endedAt !== null) return 'ended';
  if (actions.some((action) => isPending(action) && ['delete', 'end'].includes(action.kind)))
    return 'pending';
  return actions.some(({ result }) => result?.key === 'action-moved') ? 'moved' : 'failed';
}

export function progressOf(entries: readonly Reached[]): Progress {
  const progress: Progress = { total: entries.length, deleted: 0, ended: 0, moved: 0, failed: 0, pending: 0 };
  for (const entry of entries) progress[stateOf(entry)]++;
  return progress;
}

/** Whether any of what a post is made of was taken down. */
export function isTakenDown(...things: readonly ({ takenDownAt: Date | null } | null)[]): boolean {
  return things.some((thing) => thing?.takenDownAt);
}
