import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { ChatId, GroupId, TelegramUserId } from '@common/ids.js';
import type { TelegramGroup } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Act } from '../audit/index.js';
import type { Notifications } from '../notifications/index.js';
import { groupActions } from './group.policy.js';
import { findGroup, updateGroup } from './group.repo.js';
import { isOfTheGroup, isShut, isWorse } from './group.rules.js';
import type { GroupChanges } from './group-changes.js';

/** The card that admins get when no ad can go to a group any more: one, however many posts wait. */
export const TROUBLE_CARD = 'group.trouble';

export interface GroupTroubleDeps {
  act: Act;
  clock: Clock;
  notifications: Notifications;
  adminIds(): Promise<TelegramUserId[]>;
  /** Told, in the transaction, of a group that takes ads again: what waited for it is due. */
  onMended(id: GroupId, tx: Tx): Promise<void>;
}

/** What keeps every post out of a group, until somebody mends it. */
export function createGroupTrouble(deps: GroupTroubleDeps, { note, fromChat }: GroupChanges) {
  const { act, clock, notifications, adminIds } = deps;

  /** Tells the admins of trouble that begins, on one card, and turns the card when it is over. */
  async function tellTrouble(group: TelegramGroup, tx: Tx, before: TelegramGroup): Promise<void> {
    const thing = { kind: TROUBLE_CARD, thingId: group._id };
    const worse = isWorse(before, group) && group.status !== 'paused';
    if (worse) await notifications.announce(tx, { ...thing, thingRev: group.rev, to: await adminIds() });
    else await notifications.refresh(tx, thing);
    if (!isShut(group)) await deps.onMended(group._id, tx);
  }

  return {
    tellTrouble,

    /** Telegram refused a post there for a reason that every other would meet. Part of the post's transaction. */
    async refused(id: GroupId, why: Message, tx: Tx): Promise<void> {
      const before = isOfTheGroup(why) ? await findGroup(id, tx) : null;
      if (!before) return;
      const after = await updateGroup(before, { trouble: { why, at: new Date(clock.now()) } }, tx);
      if (!after) return;
      if (before.trouble?.why.key !== why.key)
        await note('trouble', after, null, { after: { trouble: why.key } }, tx);
      await tellTrouble(after, tx, before);
    },

    /** A post went out where the last were refused. Part of the post's transaction. */
    async worked(before: TelegramGroup, tx: Tx): Promise<void> {
      const after = before.trouble && (await updateGroup(before, { trouble: null }, tx));
      if (after) await tellTrouble(after, tx, before);
    },

    /** What was closed there is open again. */
    reopened: (chatId: ChatId) =>
      fromChat(
        chatId,
        'reopen',
        null,
        ({ trouble }) => (trouble?.why.key === 'failed-topic' ? { trouble: null } : undefined),
        tellTrouble,
      ),

    /** A person says that what kept posts out is mended: the next one tries. */
    mend: (actor: Actor, id: GroupId, rev: number): Promise<Outcome<TelegramGroup>> =>
      act.change(actor, groupActions.mend, {
        id,
        rev,
        load: (tx) => findGroup(id, tx),
        async change(tx, before) {
          const after = await updateGroup(before, { trouble: null }, tx);
          if (!after) return refuse({ key: 'refused-stale' });
          await tellTrouble(after, tx, before);
          return done(after);
        },
      }),
  };
}
