import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { ChatId, TelegramUserId } from '@common/ids.js';
import type { TelegramGroup } from '@common/models/index.js';
import { insertAuditEntry } from '../audit/index.js';
import { findGroupByChat, updateGroup } from './group.repo.js';

/** Somebody in the group, who need not be of the team. */
export interface Outsider {
  telegramId: TelegramUserId;
  name: string;
}

export type GroupChanges = ReturnType<typeof createGroupChanges>;

/** Changes that nobody of the team makes, with their entries in the audit log. */
export function createGroupChanges({ clock }: { clock: Clock }) {
  /** Writes down what people outside the team do: they have no user, but they have a name. */
  async function note(
    action: string,
    group: TelegramGroup,
    by: Outsider | null,
    after: object,
    tx: Tx,
  ): Promise<void> {
    await insertAuditEntry(
      {
        userId: null,
        action,
        entityType: 'group',
        entityId: group._id,
        changes: { before: {}, after: { ...after, ...(by && { by }) } },
        metadata: {
          ipAddress: null,
          userAgent: 'telegram',
          route: `group:${action}`,
          timestamp: new Date(clock.now()),
          duration: 0,
          success: true,
        },
      },
      tx,
    );
  }

  /** A change that comes from the chat itself. It is right whatever the revision: read it anew and try again. */
  function fromChat(
    chatId: ChatId,
    action: string,
    by: Outsider | null,
    decide: (group: TelegramGroup) => Partial<TelegramGroup> | undefined,
    also: (group: TelegramGroup, tx: Tx, before: TelegramGroup) => Promise<void> = async () => {},
  ): Promise<TelegramGroup | undefined> {
    return inTransaction(async (tx) => {
      const group = await findGroupByChat(chatId, tx);
      const change = group && decide(group);
      if (!group || !change) return group ?? undefined;
      const changed = await updateGroup(group, change, tx);
      if (!changed) return undefined;
      await note(action, group, by, change, tx);
      await also(changed, tx, group);
      return changed;
    });
  }

  return { note, fromChat };
}
