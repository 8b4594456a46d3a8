import { z } from 'zod';
import type { Backend, Call, MethodTable } from '../call.js';
import { badRequest } from '../errors.js';
import { requireMember } from '../rights.js';
import { chatId, integer, parse, text } from '../schemas.js';
import { deleteTopic, openTopic, renameTopic, setTopicClosed, TOPIC_COLORS } from '../topics.js';
import type { ChatState } from '../world.js';

const NAME_MAX = 128;
const target = { chat_id: chatId, message_thread_id: integer };
type Target = z.infer<z.ZodObject<typeof target>>;

/** A forum in which the bot may manage topics; Telegram wants the right even for its own ones here. */
function forumOf({ world }: Backend, chat_id: number | string): ChatState {
  const chat = world.chat(chat_id);
  const { status, rights } = requireMember(world, chat);
  if (!chat.topics) throw badRequest('the chat is not a forum');
  if (status !== 'administrator' || rights['can_manage_topics'] !== true)
    throw badRequest('not enough rights to create a topic');
  return chat;
}

function checkName(name: string): string {
  if (name.length === 0 || name.length > NAME_MAX) throw badRequest('TOPIC_TITLE_EMPTY');
  return name;
}

/** A method that does something to one topic. */
function onTopic(act: (backend: Backend, chat: ChatState, params: Target) => void) {
  return (backend: Backend, call: Call): true => {
    const params = parse(z.looseObject(target), call.params);
    act(backend, forumOf(backend, params.chat_id), params);
    return true;
  };
}

const turn = (closed: boolean) =>
  onTopic((backend, chat, { message_thread_id }) =>
    setTopicClosed(backend, chat, backend.world.bot.id, message_thread_id, closed),
  );

export const topicMethods: MethodTable = {
  createForumTopic(backend, call) {
    const schema = z.looseObject({ chat_id: chatId, name: text, icon_color: integer.optional() });
    const { chat_id, name, icon_color = TOPIC_COLORS[0] } = parse(schema, call.params);
    const chat = forumOf(backend, chat_id);
    if (!TOPIC_COLORS.some((color) => color === icon_color)) throw badRequest('TOPIC_ICON_COLOR_INVALID');
    const topic = { name: checkName(name), color: icon_color };
    return { message_thread_id: openTopic(backend, chat, backend.world.bot.id, topic), name, icon_color };
  },
  editForumTopic(backend, call) {
    const { chat_id, message_thread_id, name } = parse(z.looseObject({ ...target, name: text }), call.params);
    const chat = forumOf(backend, chat_id);
    renameTopic(backend, chat, backend.world.bot.id, message_thread_id, checkName(name));
    return true;
  },
  closeForumTopic: turn(true),
  reopenForumTopic: turn(false),
  deleteForumTopic: onTopic((backend, chat, { message_thread_id }) =>
    deleteTopic(backend, chat, message_thread_id),
  ),
};
