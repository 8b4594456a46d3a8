import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { TakeDownRow, TakeDownThing } from '@common/db/collections/index.js';
import type { Tx } from '@common/db/index.js';
import { type GroupId, newId, type TakeDownId } from '@common/ids.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import { touchOnTheirWay } from '../queue/index.js';
import { standingEntries } from './post-history.repo.js';
import { findTakeDown, insertTakeDown, moveTakeDown } from './take-down.repo.js';
import { type ChatsNow, countStanding, type Standing } from './take-down.rules.js';
import type { Things } from './take-down.things.js';

/** Ends can be taken back this long. */
const UNDO_MS = 10 * 60_000;

interface TakeDownDeps {
  clock: Clock;
  things: Things;
  /** Written by each intent too, so that none passes a stamp unseen. */
  touchLease(tx: Tx): Promise<void>;
  chatsOf(groups: readonly GroupId[]): Promise<ChatsNow>;
  /** There is something to do at once. */
  nudge(): void;
}

type Place = Pick<TakeDownRow, 'shownTo' | 'messageId'>;

/** Takes everything away that stands of a creative, a campaign or a brand. */
export function createTakeDownService({ clock, things, touchLease, chatsOf, nudge }: TakeDownDeps) {
  return {
    async standing(thing: TakeDownThing): Promise<Standing> {
      const entries = await standingEntries(await things.postsOf(thing));
      const chats = await chatsOf(entries.map(({ groupId }) => groupId));
      return countStanding(entries, chats, clock.now());
    },

    /**
     * Stamps the thing: from the commit on nothing of it leaves. What leaves before has either its acknowledgement
     * written, and is found by the sweep, or meets the stamp in it. The leader does the rest, and shows it at `place`.
     */
    async order(actor: Actor, thing: TakeDownThing, place: Place): Promise<Outcome<TakeDownId>> {
      const _id = newId<TakeDownId>();
      const at = new Date(clock.now());
      const outcome = await things.setTakenDown(actor, thing, at, async (tx) => {
        await touchLease(tx);
        await touchOnTheirWay(await things.postsOf(thing, tx), tx);
        await insertTakeDown({ _id, thing, at, status: 'sweeping', shown: '', endedAt: null, ...place }, tx);
      });
      nudge();
      return isRefused(outcome) ? outcome : done(_id);
    },

    /** What was turned into a notice becomes what it was, and the thing may be posted again. */
    async undo(actor: Actor, id: TakeDownId): Promise<Outcome<TakeDownRow>> {
      const row = await findTakeDown(id);
      if (row?.status !== 'done' || row.endedAt === null) return refuse({ key: 'refused-stale' });
      if (clock.now() - row.endedAt.getTime() > UNDO_MS) return refuse({ key: 'takedown-too-late' });
      const outcome = await things.setTakenDown(actor, row.thing, null, async (tx) => {
        if (!(await moveTakeDown(row, { status: 'undoing' }, tx)))
          throw new Error(`take-down ${id} moved while it was undone`);
      });
      nudge();
      return isRefused(outcome) ? outcome : done(row);
    },

    /** The thing may be posted again; what was taken away stays away. */
    allow: (actor: Actor, thing: TakeDownThing) => things.setTakenDown(actor, thing, null, async () => {}),
  };
}

export type TakeDownService = ReturnType<typeof createTakeDownService>;
