import { badRequest, forbidden, type TelegramError } from './errors.js';
import type { ChatState, Member, World } from './world.js';

/** What is sent, and the right that it takes. */
export const SENDING = {
  text: { words: 'text messages', right: 'can_send_messages' },
  photo: { words: 'photos', right: 'can_send_photos' },
  video: { words: 'videos', right: 'can_send_videos' },
  animation: { words: 'animations', right: 'can_send_other_messages' },
  document: { words: 'documents', right: 'can_send_documents' },
  audio: { words: 'music', right: 'can_send_audios' },
  voice: { words: 'voice notes', right: 'can_send_voice_notes' },
  video_note: { words: 'video notes', right: 'can_send_video_notes' },
  sticker: { words: 'stickers', right: 'can_send_other_messages' },
  dice: { words: 'dice', right: 'can_send_other_messages' },
  poll: { words: 'polls', right: 'can_send_polls' },
  location: { words: 'locations', right: 'can_send_messages' },
  venue: { words: 'venues', right: 'can_send_messages' },
  contact: { words: 'contacts', right: 'can_send_messages' },
} as const;

export type Sending = keyof typeof SENDING;

/** Refuses a bot that may not be heard in the chat: not started, blocked, removed, restricted (U8, S8). */
export function requireSending(world: World, chat: ChatState, what: Sending): void {
  const member = requireAccess(world, chat);
  if (!member) return;
  if (chat.kind === 'channel' && member.rights['can_post_messages'] === false)
    throw badRequest('need administrator rights in the channel chat');
  const { words, right } = SENDING[what];
  // What the chat allows its members binds those that nobody treats otherwise.
  const rights = member.status === 'member' ? chat.permissions : member.rights;
  if (member.status !== 'administrator' && rights[right] === false)
    throw badRequest(`not enough rights to send ${words} to the chat`);
}

/** Refuses where the bot is not let in: by a person who never started or blocked it, by a group that removed it. */
export function requireAccess(world: World, chat: ChatState): Member | undefined {
  if (chat.kind !== 'private') return requireMember(world, chat);
  const person = world.people.get(chat.id);
  const open = (person?.openUntil ?? 0) > world.seconds();
  if (!person || !(person.started || open)) throw forbidden("bot can't initiate conversation with a user");
  if (person.blocked) throw removed(chat);
  return undefined;
}

/** The bot's own membership; a removed bot is refused as Telegram does (S8). */
export function requireMember(world: World, chat: ChatState): Member {
  if (chat.migratedTo !== undefined)
    throw badRequest('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedTo,
    });
  const member = chat.members.get(world.bot.id);
  if (member && member.status !== 'left' && member.status !== 'kicked') return member;
  throw removed(chat, member?.status === 'kicked');
}

/** What a bot hears that has no place in the chat any more (U8, S8). */
export function removed({ kind }: Pick<ChatState, 'kind'>, kicked = true): TelegramError {
  if (kind === 'private') return forbidden('bot was blocked by the user');
  if (kind === 'channel' || !kicked) return forbidden(`bot is not a member of the ${kind} chat`);
  return forbidden(`bot was kicked from the ${kind} chat`);
}

/** Whether the bot is an administrator with this right. */
export function hasRight(world: World, chat: ChatState, right: string): boolean {
  if (chat.kind === 'private') return true;
  const member = chat.members.get(world.bot.id);
  return member?.status === 'administrator' && member.rights[right] !== false;
}
