import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { MEMBER_RIGHTS, memberOf } from '../member-views.js';
import { setMembership } from '../membership.js';
import { requireMember } from '../rights.js';
import { chatId, integer, parse } from '../schemas.js';
import { type ChatState, chatOf } from '../world.js';

const schema = z.looseObject({ chat_id: chatId });
const memberSchema = z.looseObject({ chat_id: chatId, user_id: integer });

function chatFrom({ world }: Backend, call: Call): ChatState {
  const chat = world.chat(parse(schema, call.params).chat_id);
  if (chat.kind !== 'private') requireMember(world, chat);
  return chat;
}

function present(chat: ChatState): number[] {
  return [...chat.members.values()]
    .filter(({ status }) => status !== 'left' && status !== 'kicked')
    .map(({ userId }) => userId);
}

/** What a chat takes that takes none. */
const NO_GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
};

export const chatMethods: MethodTable = {
  getChat(backend, call) {
    const chat = chatFrom(backend, call);
    const pinned = chat.messages.get(chat.pinned.at(-1) ?? -1);
    return {
      ...chatOf(chat, backend.world),
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: NO_GIFTS,
      ...(chat.kind !== 'private' &&
        chat.kind !== 'channel' && { permissions: { ...MEMBER_RIGHTS, ...chat.permissions } }),
      ...(chat.description && { description: chat.description }),
      ...(pinned && { pinned_message: pinned }),
    };
  },
  getChatMember(backend, call) {
    const { user_id } = parse(memberSchema, call.params);
    return memberOf(chatFrom(backend, call), user_id, backend.world);
  },
  getChatMemberCount: (backend, call) => present(chatFrom(backend, call)).length,
  getChatAdministrators(backend, call) {
    const chat = chatFrom(backend, call);
    return present(chat)
      .map((id) => memberOf(chat, id, backend.world))
      .filter(({ status }) => status === 'creator' || status === 'administrator');
  },
  leaveChat(backend, call) {
    const chat = chatFrom(backend, call);
    const { bot } = backend.world;
    setMembership(backend, chat, { userId: bot.id, status: 'left', rights: {} }, bot.id);
    return true;
  },
  sendChatAction(backend, call) {
    const chat = chatFrom(backend, call);
    const { action } = parse(z.looseObject({ action: z.string() }), call.params);
    backend.world.emit({ type: 'action', chatId: chat.id, action });
    return true;
  },
};
