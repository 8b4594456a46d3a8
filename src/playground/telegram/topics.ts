import type { Message } from '@grammyjs/types';
import type { Backend } from './call.js';
import { badRequest } from './errors.js';
import { addMessage, type Content } from './messages.js';
import { removeMessages } from './methods/deleting.js';
import { hasRight } from './rights.js';
import { type ChatState, simChat, type Topic } from './world.js';

/** The colours that Telegram draws topics in; the first, where the call names none. */
export const TOPIC_COLORS = [0x6fb9f0, 0xffd67e, 0xcb86db, 0x8eee98, 0xff93b2, 0xfb6f5f] as const;

/** Where a message stands in a forum. */
function inThread(threadId: number): Content {
  return { message_thread_id: threadId, is_topic_message: true };
}

/** The topic of this thread; one that was deleted, or never was, is not found (S7). */
function topicOf(chat: ChatState, threadId: number): Topic {
  const topic = chat.topics?.get(threadId);
  if (!topic) throw badRequest('message thread not found');
  return topic;
}

/** Refuses a message to a topic that is not there, or closed for who does not manage topics (S7). */
export function requireTopic({ world }: Backend, chat: ChatState, threadId: number): Content {
  const { closed } = topicOf(chat, threadId);
  const manages =
    hasRight(world, chat, 'can_manage_topics') &&
    chat.members.get(world.bot.id)?.rights['can_manage_topics'] === true;
  if (closed && !manages) throw badRequest('TOPIC_CLOSED');
  return inThread(threadId);
}

function tell({ world }: Backend, chat: ChatState): void {
  world.emit({ type: 'chat', chat: simChat(chat) });
}

/** Opens a topic; its thread id is that of the service message that says so. */
export function openTopic(
  backend: Backend,
  chat: ChatState,
  byUserId: number,
  { name, color = TOPIC_COLORS[0] }: { name: string; color?: number },
): number {
  if (!chat.topics) throw badRequest('the chat is not a forum');
  const { world, updates } = backend;
  // Forums are supergroups, whose message ids are their own.
  const threadId = chat.lastMessageId + 1;
  chat.topics.set(threadId, { name, closed: false });
  const forum_topic_created = { name, icon_color: color } as NonNullable<Message['forum_topic_created']>;
  addMessage(world, updates, chat, byUserId, { ...inThread(threadId), forum_topic_created });
  tell(backend, chat);
  return threadId;
}

export function renameTopic(
  backend: Backend,
  chat: ChatState,
  byUserId: number,
  threadId: number,
  name: string,
): void {
  const topic = topicOf(chat, threadId);
  if (topic.name === name) throw badRequest('TOPIC_NOT_MODIFIED');
  topic.name = name;
  const { world, updates } = backend;
  addMessage(world, updates, chat, byUserId, { ...inThread(threadId), forum_topic_edited: { name } });
  tell(backend, chat);
}

export function setTopicClosed(
  backend: Backend,
  chat: ChatState,
  byUserId: number,
  threadId: number,
  closed: boolean,
): void {
  const topic = topicOf(chat, threadId);
  if (topic.closed === closed) throw badRequest('TOPIC_NOT_MODIFIED');
  topic.closed = closed;
  const { world, updates } = backend;
  const said = closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} };
  addMessage(world, updates, chat, byUserId, { ...inThread(threadId), ...said });
  tell(backend, chat);
}

/** Takes a topic away with all that was said in it. */
export function deleteTopic(backend: Backend, chat: ChatState, threadId: number): void {
  topicOf(chat, threadId);
  chat.topics?.delete(threadId);
  const messages = [...chat.messages.values()].filter((one) => one.message_thread_id === threadId);
  removeMessages(
    backend,
    chat,
    messages.map(({ message_id }) => message_id),
  );
  tell(backend, chat);
}
