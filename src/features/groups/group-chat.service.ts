import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import { type ChatId, type GroupId, newId, type TelegramUserId } from '@common/ids.js';
import type { BotRights, GROUP_KINDS, TelegramGroup } from '@common/models/index.js';
import type { Notifications } from '../notifications/index.js';
import {
  findGroupByChat,
  findGroupByFormerChat,
  insertGroup,
  removeNewcomer,
  updateGroup,
} from './group.repo.js';
import { groupMayBecome } from './group.rules.js';
import type { GroupChanges, Outsider } from './group-changes.js';

/** The card that admins get when a group asks to be accepted. */
export const PENDING_CARD = 'group.pending';

export interface ChatFacts {
  chatId: ChatId;
  title: string;
  username: string | null;
  kind: (typeof GROUP_KINDS)[number];
}

export interface GroupChatDeps {
  clock: Clock;
  timezone: string;
  notifications: Notifications;
  adminIds(): Promise<TelegramUserId[]>;
  /** Told, in the transaction, of a group that has become a supergroup: its messages have other ids now. */
  onMigrated(group: TelegramGroup, from: ChatId, tx: Tx): Promise<void>;
}

/** What happens in the chat itself: the bot comes and goes, its people consent. */
export function createGroupChat(
  deps: GroupChatDeps,
  { note, fromChat }: GroupChanges,
  tellTrouble: (group: TelegramGroup, tx: Tx, before: TelegramGroup) => Promise<void>,
) {
  const { clock, timezone, notifications, adminIds } = deps;

  function leave(
    chatId: ChatId,
    by: Outsider | null,
    also: (group: TelegramGroup, tx: Tx) => Promise<void> = async () => {},
  ): Promise<TelegramGroup | undefined> {
    return fromChat(
      chatId,
      'leave',
      by,
      ({ status }) =>
        status === 'left'
          ? undefined
          : { status: 'left', botRights: { post: false, media: false, delete: false, pin: false } },
      async (group, tx, before) => {
        await notifications.refresh(tx, { kind: PENDING_CARD, thingId: group._id });
        await tellTrouble(group, tx, before);
        await also(group, tx);
      },
    );
  }

  return {
    /** The chat has become another one. Whoever tells it first, and however often: it is rewritten once. */
    async migrated(from: ChatId, to: ChatId): Promise<void> {
      if (from === to) return;
      const isTaken = await inTransaction(async (tx) => {
        const group = await findGroupByChat(from, tx);
        if (!group) return false;
        // The new chat may have been met before anybody told that it is the old one.
        await removeNewcomer(to, tx);
        // A group that the team has decided on keeps its chat, whatever is told.
        if (await findGroupByChat(to, tx)) return true;
        const formerChatIds = [...group.formerChatIds, from];
        const change = { chatId: to, formerChatIds, kind: 'supergroup', lastMessageId: null } as const;
        const after = await updateGroup(group, change, tx);
        if (!after) throw new Error(`group ${group._id} changed inside a transaction`);
        await note('migrate', after, null, { before: { chatId: from }, after: { chatId: to } }, tx);
        await deps.onMigrated(after, from, tx);
        return false;
      });
      // Nothing can be sent there ever again, so its posts must not wait for it.
      if (isTaken) await leave(from, null, (group, tx) => deps.onMigrated(group, from, tx));
    },

    /** The bot is in a chat: it is known from now on, and its people are asked for consent. */
    async joined(facts: ChatFacts, rights: BotRights, by: Outsider): Promise<TelegramGroup> {
      const moved = await findGroupByFormerChat(facts.chatId);
      if (moved) return moved;
      const known = await fromChat(facts.chatId, 'join', by, (group) => ({
        title: facts.title,
        username: facts.username,
        botRights: rights,
        trouble: null,
        ...(groupMayBecome(group.status, 'consent') &&
          group.status !== 'pending' && { status: 'consent' as const }),
      }));
      if (known) return known;
      return inTransaction(async (tx) => {
        const group = await insertGroup(
          { ...newGroup(facts, rights, timezone), ownerIds: [by.telegramId] },
          tx,
        );
        await note('join', group, by, { after: { title: facts.title } }, tx);
        return group;
      });
    },

    rightsChanged: (chatId: ChatId, rights: BotRights, by: Outsider) =>
      fromChat(chatId, 'rights', by, () => ({ botRights: rights, trouble: null }), tellTrouble),

    left: (chatId: ChatId, by: Outsider) => leave(chatId, by),

    /** Turns one of the questions of the consent card. */
    toggle: (chatId: ChatId, what: 'adult' | 'gambling' | 'pin', by: Outsider) =>
      fromChat(chatId, 'policy', by, (group) =>
        group.status === 'consent' ? { policy: { ...group.policy, [what]: !group.policy[what] } } : undefined,
      ),

    /** An administrator of the chat agrees; the team decides next. */
    consent: (chatId: ChatId, by: Outsider, memberCount: number | null) =>
      fromChat(
        chatId,
        'consent',
        by,
        (group) =>
          group.status === 'consent'
            ? { status: 'pending', consentBy: { ...by, at: new Date(clock.now()) }, memberCount }
            : undefined,
        async (group, tx) => {
          const cause = { kind: PENDING_CARD, thingId: group._id, thingRev: group.rev };
          await notifications.announce(tx, { ...cause, to: await adminIds() });
        },
      ),
  };
}

function newGroup(
  facts: ChatFacts,
  botRights: BotRights,
  timezone: string,
): Omit<TelegramGroup, 'rev' | 'ownerIds'> {
  return {
    _id: newId<GroupId>(),
    ...facts,
    formerChatIds: [],
    topicId: null,
    status: 'consent',
    botRights,
    memberCount: null,
    country: null,
    language: null,
    timezone,
    tags: [],
    consentBy: null,
    ownerShare: null,
    policy: {
      adult: false,
      gambling: false,
      quietHours: null,
      dailyMax: null,
      minGapMin: null,
      pin: false,
      label: null,
    },
    trouble: null,
    lastIntentAt: null,
    lastMessageId: null,
    createdBy: null,
  };
}
