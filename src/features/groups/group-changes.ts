import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { ChatId, TelegramUserId } from '@common/ids.js';
import type { TelegramGroup } from '@common/models/index.js';
import { noteHappening } from '../audit/index.js';
import { groupHappenings } from './group.policy.js';
import { findGroupByChat, updateGroup } from './group.repo.js';

/** Somebody in the group, who need not be of the team. */
export interface Outsider {
  telegramId: TelegramUserId;
  name: string;
}

type GroupHappening = keyof typeof groupHappenings;

export type GroupChanges = ReturnType<typeof createGroupChanges>;

/** Changes that nobody of the team makes, with their entries in the audit log. */
export function createGroupChanges({ clock }: { clock: Clock }) {
  /** Writes down what people outside the team do: they have no user, but they have a name. */
  async function note(
    what: GroupHappening,
    group: TelegramGroup,
    by: Outsider | null,
    changes: { before?: object; after: object },
    tx: Tx,
  ): Promise<void> {
    const { name } = groupHappenings[what];
    const after = { ...changes.after, ...(by && { by }) };
    await noteHappening(
      groupHappenings[what],
      { userId: null, entityId: group._id, ...changes, after, origin: `group:${name}`, at: clock.now() },
      tx,
    );
  }

  /** A change that comes from the chat itself. It is right whatever the revision: read it anew and try again. */
  function fromChat(
    chatId: ChatId,
    what: GroupHappening,
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
      const was = Object.keys(change).map((name) => [name, group[name as keyof TelegramGroup]]);
      await note(what, group, by, { before: Object.fromEntries(was), after: change }, tx);
      await also(changed, tx, group);
      return changed;
    });
  }

  return { note, fromChat };
}
