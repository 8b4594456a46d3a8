import type { Message, ReactionCount, ReactionTypeEmoji } from '@grammyjs/types';
import type { Backend } from './call.js';
import { badRequest } from './errors.js';
import { isService } from './messages.js';
import { type ChatState, chatOf } from './world.js';

type Emoji = ReactionTypeEmoji['emoji'];

/** Those that the Bot API lists. */
const KNOWN = new Set(
  [
    '👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋',
    '🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡',
  ]
    .join(' ')
    .split(' '),
);
/** Counts are gathered for so long (U3). */
const COUNT_DELAY_MS = 3 * 60_000;

function isKnown(emoji: string): emoji is Emoji {
  return KNOWN.has(emoji);
}

function typeOf(emoji: string): ReactionTypeEmoji {
  if (!isKnown(emoji)) throw badRequest('REACTION_INVALID');
  return { type: 'emoji', emoji };
}

/** An album has its reactions at its first message that stands. */
function holderOf(chat: ChatState, message: Message): Message {
  if (message.media_group_id === undefined) return message;
  const album = [...chat.messages.values()].filter((one) => one.media_group_id === message.media_group_id);
  return album[0] ?? message;
}

interface Reaction {
  userId: number;
  /** Takes the place of the one before; null takes it away. */
  emoji: string | null;
  /** Only counted, without a name; as all in a channel are. */
  anonymous?: boolean | undefined;
}

/** Somebody reacts to a message; the bot hears of others by the rules of U3. */
export function react(backend: Backend, chat: ChatState, messageId: number, reaction: Reaction): void {
  const { world, updates } = backend;
  const { userId, emoji, anonymous = chat.kind === 'channel' } = reaction;
  const found = chat.messages.get(messageId);
  if (!found) throw badRequest('message to react not found');
  const next = emoji === null ? [] : [typeOf(emoji)];
  if (isService(found)) throw badRequest('REACTION_INVALID');
  const { message_id } = holderOf(chat, found);
  const before = chat.reactions.find((one) => one.messageId === message_id && one.userId === userId);
  if ((before?.emoji ?? null) === emoji) return;
  chat.reactions = chat.reactions.filter((one) => one !== before);
  if (emoji !== null) chat.reactions.push({ messageId: message_id, userId, emoji });
  const reactions = chat.reactions.filter((one) => one.messageId === message_id);
  world.emit({ type: 'reactions', chatId: chat.id, messageId: message_id, reactions });
  if (userId === world.bot.id || !hearsReactions(backend, chat)) return;
  if (anonymous) countLater(backend, chat, message_id);
  else
    updates.push('message_reaction', {
      chat: chatOf(chat, world),
      message_id,
      user: world.user(userId),
      date: world.seconds(),
      old_reaction: before ? [typeOf(before.emoji)] : [],
      new_reaction: next,
    });
}

/** A private chat has no administrators, and its bot hears all (U3). */
function hearsReactions({ world }: Backend, chat: ChatState): boolean {
  return chat.kind === 'private' || chat.members.get(world.bot.id)?.status === 'administrator';
}

/** Tells how many reactions of each kind a message has, once for all that come within minutes (U3). */
function countLater({ clock, world, updates }: Backend, chat: ChatState, message_id: number): void {
  if (chat.countsDue.has(message_id)) return;
  chat.countsDue.add(message_id);
  clock.at(clock.now() + COUNT_DELAY_MS, () => {
    chat.countsDue.delete(message_id);
    if (!chat.messages.has(message_id)) return;
    const reactions = countsOf(chat, message_id);
    updates.push('message_reaction_count', {
      chat: chatOf(chat, world),
      message_id,
      date: world.seconds(),
      reactions,
    });
  });
}

function countsOf(chat: ChatState, messageId: number): ReactionCount[] {
  const counts = new Map<string, number>();
  for (const one of chat.reactions)
    if (one.messageId === messageId) counts.set(one.emoji, (counts.get(one.emoji) ?? 0) + 1);
  return [...counts].map(([emoji, total_count]) => ({ type: typeOf(emoji), total_count }));
}
