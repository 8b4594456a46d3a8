import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import { newId, type OutageId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import type { Notifications } from '../notifications/index.js';
import { heldNear } from './probe.repo.js';
import { movePost } from './scheduled-post.repo.js';
import { type Reach, toldOf } from './told.js';

/** The card of an outage: its posts, of which only a person can tell whether they are in their groups. */
export const HELD_CARD = 'posts.held';

interface OutageDeps extends Reach {
  clock: Clock;
  notifications: Pick<Notifications, 'announce' | 'refresh'>;
}

export interface Outages {
  /** Makes uncertain posts questions for the admins and whoever scheduled them; `at`: the message that may be them. */
  hold(posts: readonly ScheduledPost[], why: Message, at: number | null): Promise<void>;
  /** Brings the card of the post's outage up to date, in the transaction of what changed. */
  changed(post: ScheduledPost, tx: Tx): Promise<void>;
}

/** Posts whose intents lie no further apart than this belong to one outage. */
const ONE_OUTAGE_MS = 30 * 60_000;

/** Posts that become questions at about the same time are one card a person, not one each. */
export function createOutages(deps: OutageDeps): Outages {
  const { clock, notifications } = deps;
  /** One after the other: two at once would not see each other's outage. */
  let turn: Promise<unknown> = Promise.resolve();

  function holdOne(post: ScheduledPost, why: Message, suspectId: number | null): Promise<void> {
    return inTransaction(async (tx) => {
      const near = await heldNear(post.intentAt ?? new Date(clock.now()), ONE_OUTAGE_MS, tx);
      const outageId = near?.outageId ?? newId<OutageId>();
      const reason = { why, at: new Date(clock.now()), trace: [] };
      const held = await movePost(
        { _id: post._id, status: { $in: ['uncertain'] } },
        { status: 'held', wakeAt: null, reason, suspectId, outageId },
        tx,
      );
      if (!held) return;
      const thing = { kind: HELD_CARD, thingId: outageId };
      await notifications.announce(tx, { ...thing, thingRev: 0, to: await toldOf(post, deps) });
      await notifications.refresh(tx, thing);
    });
  }

  return {
    hold(posts, why, at) {
      const work = turn.then(async () => {
        for (const post of posts) await holdOne(post, why, at);
      });
      turn = work.catch(() => undefined);
      return work;
    },
    async changed({ outageId }, tx) {
      if (outageId) await notifications.refresh(tx, { kind: HELD_CARD, thingId: outageId });
    },
  };
}
