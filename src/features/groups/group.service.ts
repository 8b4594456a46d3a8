import type { Actor } from '@common/actor.js';
import type { ChatId, GroupId } from '@common/ids.js';
import type { GroupPolicy, GroupStatus, TelegramGroup } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Action } from '../audit/index.js';
import { groupActions } from './group.policy.js';
import {
  chatsOf,
  countGroups,
  findGroup,
  findGroupByChat,
  findGroups,
  listGroups,
  noteIntents,
  noteMessages,
  updateGroup,
} from './group.repo.js';
import { groupMayBecome } from './group.rules.js';
import { createGroupChanges } from './group-changes.js';
import { createGroupChat, type GroupChatDeps, PENDING_CARD } from './group-chat.service.js';
import { createGroupTrouble, type GroupTroubleDeps } from './group-trouble.service.js';

/** Groups: what happens in their chats, what keeps posts out of them, and what the team decides. */
export function createGroupService(deps: GroupChatDeps & GroupTroubleDeps) {
  const { act, notifications } = deps;
  const changes = createGroupChanges(deps);
  const { tellTrouble, ...trouble } = createGroupTrouble(deps, changes);

  function move(
    actor: Actor,
    action: Action,
    id: GroupId,
    rev: number,
    to: GroupStatus,
  ): Promise<Outcome<TelegramGroup>> {
    return act.change(actor, action, {
      id,
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
    many: findGroups,
    byChat: (chatId: ChatId) => findGroupByChat(chatId),
    chatsOf,
    active: () => listGroups(['active']),
    all: () => listGroups(['active', 'pending', 'consent', 'paused']),
    pendingCount: () => countGroups('pending'),
    noteIntents,
    noteMessages,
    ...createGroupChat(deps, changes, tellTrouble),
    ...trouble,

    /** How much the group bears; what is left out stays. */
    setLimits: (
      actor: Actor,
      id: GroupId,
      rev: number,
      limits: Partial<Pick<GroupPolicy, 'dailyMax' | 'minGapMin' | 'quietHours'>>,
    ): Promise<Outcome<TelegramGroup>> =>
      act.change(actor, groupActions.limit, {
        id,
        rev,
        load: (tx) => findGroup(id, tx),
        async change(tx, before) {
          const after = await updateGroup(before, { policy: { ...before.policy, ...limits } }, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),

    /** Where its people are and what they speak; what is left out stays. */
    setPlace: (
      actor: Actor,
      id: GroupId,
      rev: number,
      place: Partial<Pick<TelegramGroup, 'country' | 'language'>>,
    ): Promise<Outcome<TelegramGroup>> =>
      act.change(actor, groupActions.place, {
        id,
        rev,
        load: (tx) => findGroup(id, tx),
        async change(tx, before) {
          const after = await updateGroup(before, place, tx);
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
