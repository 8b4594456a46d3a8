import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import { type ChatId, type GroupId, newId, type TelegramUserId } from '@common/ids.js';
import type {
  BotRights,
  GROUP_KINDS,
  GroupPolicy,
  GroupStatus,
  TelegramGroup,
} from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import { type Act, type Action, insertAuditEntry } from '../audit/index.js';
import type { Notifications } from '../notifications/index.js';
import { groupActions } from './group.policy.js';
import {
  chatsOf,
  countGroups,
  findGroup,
  findGroupByChat,
  findGroupByFormerChat,
  insertGroup,
  listGroups,
  noteIntent,
  noteMessage,
  removeNewcomer,
  updateGroup,
} from './group.repo.js';
import { groupMayBecome, isOfTheGroup, isShut, isWorse } from './group.rules.js';

/** The card that admins get when a group asks to be accepted. */
export const PENDING_CARD = 'group.pending';
/** The card that admins get when no ad can go to a group any more: one, however many posts wait. */
export const TROUBLE_CARD = 'group.trouble';

export interface ChatFacts {
  chatId: ChatId;
  title: string;
  username: string | null;
  kind: (typeof GROUP_KINDS)[number];
}

/** Somebody in the group, who need not be of the team. */
export interface Outsider {
  telegramId: TelegramUserId;
  name: string;
}

interface GroupDeps {
  act: Act;
  clock: Clock;
  timezone: string;
  notifications: Notifications;
  adminIds(): Promise<TelegramUserId[]>;
  /** Told, in the transaction, of a group that has become a supergroup: its messages have other ids now. */
  onMigrated(group: TelegramGroup, from: ChatId, tx: Tx): Promise<void>;
  /** Told, in the transaction, of a group that takes ads again: what waited for it is due. */
  onMended(id: GroupId, tx: Tx): Promise<void>;
}

export function createGroupService(deps: GroupDeps) {
  const { act, clock, timezone, notifications, adminIds } = deps;
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

  /** Tells the admins of trouble that begins, on one card, and turns the card when it is over. */
  async function tellTrouble(group: TelegramGroup, tx: Tx, before: TelegramGroup): Promise<void> {
    const thing = { kind: TROUBLE_CARD, thingId: group._id };
    const worse = isWorse(before, group) && group.status !== 'paused';
    if (worse) await notifications.announce(tx, { ...thing, thingRev: group.rev, to: await adminIds() });
    else await notifications.refresh(tx, thing);
    if (!isShut(group)) await deps.onMended(group._id, tx);
  }

  function move(
    actor: Actor,
    action: Action,
    id: GroupId,
    rev: number,
    to: GroupStatus,
  ): Promise<Outcome<TelegramGroup>> {
    return act.change(actor, action, {
      rev,
      load: (tx) => findGroup(id, tx),
      async change(tx, before) {
        if (!groupMayBecome(before.status, to)) return refuse({ key: 'refused-stale' });
        const after = await updateGroup(before, { status: to }, tx);
        if (!after) return refuse({ key: 'refused-stale' });
        await notifications.refresh(tx, { kind: PENDING_CARD, thingId: id });
        await tellTrouble(after, tx, before);
        return done(after);
      },
    });
  }

  return {
    get: findGroup,
    byChat: (chatId: ChatId) => findGroupByChat(chatId),
    chatsOf,
    active: () => listGroups(['active']),
    all: () => listGroups(['active', 'pending', 'consent', 'paused']),
    pendingCount: () => countGroups('pending'),
    noteIntent,
    noteMessage,

    /** The chat has become another one. Whoever tells it first, and however often: it is rewritten once. */
    migrated: (from: ChatId, to: ChatId): Promise<void> =>
      inTransaction(async (tx) => {
        const group = await findGroupByChat(from, tx);
        if (!group) return;
        // The new chat may have been met before anybody told that it is the old one.
        await removeNewcomer(to, tx);
        const formerChatIds = [...group.formerChatIds, from];
        const change = { chatId: to, formerChatIds, kind: 'supergroup', lastMessageId: null } as const;
        const after = await updateGroup(group, change, tx);
        if (!after) throw new Error(`group ${group._id} changed inside a transaction`);
        await note('group.migrate', after, null, change, tx);
        await deps.onMigrated(after, from, tx);
      }),

    /** The bot is in a chat: it is known from now on, and its people are asked for consent. */
    async joined(facts: ChatFacts, rights: BotRights, by: Outsider): Promise<TelegramGroup> {
      const moved = await findGroupByFormerChat(facts.chatId);
      if (moved) return moved;
      const known = await fromChat(facts.chatId, 'group.join', by, (group) => ({
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
        await note('group.join', group, by, { title: facts.title }, tx);
        return group;
      });
    },

    rightsChanged: (chatId: ChatId, rights: BotRights, by: Outsider) =>
      fromChat(chatId, 'group.rights', by, () => ({ botRights: rights, trouble: null }), tellTrouble),

    left: (chatId: ChatId, by: Outsider) =>
      fromChat(
        chatId,
        'group.leave',
        by,
        (group) =>
          group.status === 'left'
            ? undefined
            : { status: 'left', botRights: { post: false, media: false, delete: false, pin: false } },
        async (group, tx, before) => {
          await notifications.refresh(tx, { kind: PENDING_CARD, thingId: group._id });
          await tellTrouble(group, tx, before);
        },
      ),

    /** Telegram refused a post there for a reason that every other would meet. Part of the post's transaction. */
    async refused(id: GroupId, why: Message, tx: Tx): Promise<void> {
      const before = isOfTheGroup(why) ? await findGroup(id, tx) : null;
      if (!before) return;
      const after = await updateGroup(before, { trouble: { why, at: new Date(clock.now()) } }, tx);
      if (!after) return;
      if (before.trouble?.why.key !== why.key)
        await note('group.trouble', after, null, { trouble: why.key }, tx);
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
        'group.reopen',
        null,
        ({ trouble }) => (trouble?.why.key === 'failed-topic' ? { trouble: null } : undefined),
        tellTrouble,
      ),

    /** A person says that what kept posts out is mended: the next one tries. */
    mend: (actor: Actor, id: GroupId, rev: number): Promise<Outcome<TelegramGroup>> =>
      act.change(actor, groupActions.mend, {
        rev,
        load: (tx) => findGroup(id, tx),
        async change(tx, before) {
          const after = await updateGroup(before, { trouble: null }, tx);
          if (!after) return refuse({ key: 'refused-stale' });
          await tellTrouble(after, tx, before);
          return done(after);
        },
      }),

    /** Turns one of the questions of the consent card. */
    toggle: (chatId: ChatId, what: 'adult' | 'gambling' | 'pin', by: Outsider) =>
      fromChat(chatId, 'group.policy', by, (group) =>
        group.status === 'consent' ? { policy: { ...group.policy, [what]: !group.policy[what] } } : undefined,
      ),

    /** An administrator of the chat agrees; the team decides next. */
    consent: (chatId: ChatId, by: Outsider, memberCount: number | null) =>
      fromChat(
        chatId,
        'group.consent',
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

    /** How much the group bears; what is left out stays. */
    setLimits: (
      actor: Actor,
      id: GroupId,
      rev: number,
      limits: Partial<Pick<GroupPolicy, 'dailyMax' | 'minGapMin' | 'quietHours'>>,
    ): Promise<Outcome<TelegramGroup>> =>
      act.change(actor, groupActions.limit, {
        rev,
        load: (tx) => findGroup(id, tx),
        async change(tx, before) {
          const after = await updateGroup(before, { policy: { ...before.policy, ...limits } }, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),

    accept: (actor: Actor, id: GroupId, rev: number) => move(actor, groupActions.accept, id, rev, 'active'),
    reject: (actor: Actor, id: GroupId, rev: number) => move(actor, groupActions.reject, id, rev, 'rejected'),
    pause: (actor: Actor, id: GroupId, rev: number) => move(actor, groupActions.pause, id, rev, 'paused'),
    resume: (actor: Actor, id: GroupId, rev: number) => move(actor, groupActions.resume, id, rev, 'active'),
  };
}

export type GroupService = ReturnType<typeof createGroupService>;

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
