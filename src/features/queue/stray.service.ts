import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Stray, StrayId } from '@common/db/collections/index.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { ChatId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import { GrammyError } from 'grammy';
import type { Act } from '../audit/index.js';
import type { Notifications } from '../notifications/index.js';
import { postActions } from './queue.policy.js';
import {
  askForDeletion,
  findStray,
  insertStray,
  markDeleted,
  noteTrouble,
  settleStray,
} from './stray.repo.js';
import { type Reach, toldOf } from './told.js';

/** The card of an ad that may stand twice; it turns into what became of it. */
export const STRAY_CARD = 'posts.stray';

interface StraysDeps extends Reach {
  act: Act;
  clock: Clock;
  notifications: Pick<Notifications, 'announce' | 'refresh'>;
  deleteMessage(chatId: ChatId, messageId: number): Promise<unknown>;
}

/** Ads that stand although their post was settled otherwise: perhaps for the second time. */
export interface Strays {
  /** Keeps it, and tells the admins and whoever scheduled it; twice is once. */
  note(post: ScheduledPost, chatId: ChatId, messageId: number, others?: readonly number[]): Promise<void>;
  /** Has Telegram delete it. It is settled by Telegram's answer alone, so a crash before that leaves it open. */
  remove(actor: Actor, id: StrayId): Promise<Outcome<Stray>>;
  /** Leaves it there, or says that somebody has deleted it by hand. */
  settle(actor: Actor, id: StrayId, rev: number, how: 'kept' | 'by-hand'): Promise<Outcome<Stray>>;
}

/** Why a message was not deleted; null when it is gone, whoever deleted it. */
function problemOf(error: unknown): Message | null {
  if (!(error instanceof GrammyError)) return { key: 'stray-no-answer' };
  const { error_code: code, description } = error;
  if (description.includes('message to delete not found')) return null;
  return code === 400 || code === 403 ? { key: 'stray-by-hand' } : { key: 'stray-no-answer' };
}

export function createStrays(deps: StraysDeps): Strays {
  const { act, clock, notifications } = deps;

  const changed = (id: StrayId, tx: Tx) => notifications.refresh(tx, { kind: STRAY_CARD, thingId: id });

  /** Writes down what Telegram has answered. */
  function conclude(stray: Stray, { userId }: Actor, problem: Message | null): Promise<Stray> {
    const end = { outcome: 'deleted', settledBy: userId, settledAt: new Date(clock.now()) } as const;
    return inTransaction(async (tx) => {
      const after = problem
        ? await noteTrouble(stray._id, problem, tx)
        : await markDeleted(stray._id, end, tx);
      await changed(stray._id, tx);
      return after ?? (await findStray(stray._id, tx)) ?? stray;
    });
  }

  return {
    note: (post, chatId, messageId, others = []) =>
      inTransaction(async (tx) => {
        const { _id: postId, createdBy } = post;
        const found = {
          postId,
          chatId,
          messageId,
          others: [...others],
          at: new Date(clock.now()),
          createdBy,
        };
        const stray = await insertStray(found, tx);
        if (!stray) return;
        const card = { kind: STRAY_CARD, thingId: stray._id, thingRev: 0 };
        await notifications.announce(tx, { ...card, to: await toldOf(post, deps) });
      }),

    async remove(actor, id) {
      const asked = await act.change(actor, postActions.deleteStray, {
        id,
        load: (tx) => findStray(id, tx),
        async change(tx) {
          const after = await askForDeletion(id, actor.userId, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      });
      if (isRefused(asked)) return asked;
      const { chatId, messageId, others = [] } = asked.ok;
      let problem: Message | null = null;
      for (const one of [messageId, ...others])
        problem ??= await deps.deleteMessage(chatId, one).then(() => null, problemOf);
      return done(await conclude(asked.ok, actor, problem));
    },

    settle: (actor, id, rev, how) =>
      act.change(actor, how === 'kept' ? postActions.keepStray : postActions.deletedStray, {
        id,
        rev,
        load: (tx) => findStray(id, tx),
        async change(tx, before) {
          const end = { outcome: how, settledBy: actor.userId, settledAt: new Date(clock.now()) };
          const after = await settleStray(before, end, tx);
          if (!after) return refuse({ key: 'refused-stale' });
          await changed(id, tx);
          return done(after);
        },
      }),
  };
}
