import type { ChatId, CreativeId, GroupId, PostId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import type { Pacing } from './pacing.js';

interface TurnsDeps {
  pacing: Pacing;
  chatsOf(ids: readonly GroupId[]): Promise<ReadonlyMap<GroupId, ChatId>>;
  /** Of creatives that are albums, how many messages each becomes. */
  albumsOf(ids: readonly CreativeId[]): Promise<ReadonlyMap<CreativeId, number>>;
}

export interface Choice {
  /** At most one a group, already charged to the pacing. */
  chosen: ScheduledPost[];
  /** Where the chosen go; what was charged there is released if it does not leave. */
  chats: Map<GroupId, ChatId>;
  /** When those go that have to wait for their group's turn (ms, UTC). */
  postponed: Map<PostId, number>;
  /** When the next may go at all (ms, UTC), if the whole bot has to wait. */
  next?: number;
}

/** Between two posts in one group, at the fastest. */
const SPACING_MS = 1_000;
/** A call that is under way is over soon: whoever is next in its group is asked again after so long. */
const SOON_MS = 250;

/**
 * Says who goes now. A group with thousands of posts fills no window: those that must wait for it get their turns one
 * behind the other, so that the next look finds the other groups.
 */
export function createTurns({ pacing, chatsOf, albumsOf }: TurnsDeps) {
  /** The last turn that was given in each group. */
  const lastTurns = new Map<GroupId, number>();

  function turnIn(groupId: GroupId, earliest: number): number {
    const turn = Math.max(earliest, (lastTurns.get(groupId) ?? 0) + SPACING_MS);
    lastTurns.set(groupId, turn);
    return turn;
  }

  function forget(now: number): void {
    for (const [groupId, turn] of lastTurns) if (turn < now) lastTurns.delete(groupId);
  }

  return {
    /** `busy`: groups in which a call is under way. `now`: ms, UTC. */
    async choose(due: readonly ScheduledPost[], busy: ReadonlySet<GroupId>, now: number): Promise<Choice> {
      forget(now);
      const taken = new Set(busy);
      const next = new Set<GroupId>();
      const choice: Choice = { chosen: [], chats: new Map(), postponed: new Map() };
      if (due.length === 0) return choice;
      const [chatOf, albums] = await Promise.all([
        chatsOf(due.map(({ groupId }) => groupId)),
        albumsOf([...new Set(due.map(({ creativeId }) => creativeId))]),
      ]);
      for (const post of [...due].sort(byPriority)) {
        const messages = albums.get(post.creativeId) ?? 1;
        const forAll = pacing.nextFreeForAll(now, messages);
        if (forAll > now) return { ...choice, next: forAll };
        const chatId = chatOf.get(post.groupId);
        const free = chatId === undefined ? now : pacing.nextFree(chatId, now, messages);
        if (busy.has(post.groupId) && !next.has(post.groupId)) {
          next.add(post.groupId);
          choice.postponed.set(post._id, Math.max(free, now + SOON_MS));
          continue;
        }
        if (taken.has(post.groupId) || free > now) {
          choice.postponed.set(post._id, turnIn(post.groupId, Math.max(free, now + SPACING_MS)));
          continue;
        }
        taken.add(post.groupId);
        if (chatId !== undefined) {
          pacing.charge(chatId, now, messages);
          choice.chats.set(post.groupId, chatId);
        }
        choice.chosen.push(post);
      }
      return choice;
    },
  };
}

function byPriority(a: ScheduledPost, b: ScheduledPost): number {
  return b.priority - a.priority || a.dueAt.getTime() - b.dueAt.getTime();
}
