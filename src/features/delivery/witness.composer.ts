import type { Clock } from '@common/clock.js';
import { asChatId, type ChatId, isId, type PostId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { ScheduledPost } from '@common/models/index.js';
import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import { readPress } from '../../telegram/callback.js';
import type { HeraldContext } from '../../telegram/context.js';
import { AD_VERB, markedBy } from '../creatives/index.js';
import { findPost, isLookedIn, touchedIn } from '../queue/index.js';
import type { Acks } from './ack.service.js';
import { fitsTime } from './probe.rules.js';
import { noteSeen } from './seen-message.repo.js';

interface WitnessDeps {
  clock: Clock;
  log: Logger;
  acks: Pick<Acks, 'sent'>;
  /** The newest message of a chat. */
  noteMessages(newest: readonly { chatId: ChatId; messageId: number }[]): Promise<void>;
  timeoutMs: number;
}

/** A message that shows a post's marker, where it stands. */
interface Sighting {
  postId: PostId;
  chatId: ChatId;
  messageId: number;
  /** s, UTC */
  date: number;
}

type Marked = Pick<Message, 'reply_markup' | 'caption_entities'>;

/** The posts whose marker a message shows: under it, or, as albums do, on its label. */
function markersOf({ reply_markup, caption_entities = [] }: Marked): { button: string[]; label: string[] } {
  const keys = reply_markup?.inline_keyboard.flat() ?? [];
  return {
    button: keys.flatMap((key) =>
      'callback_data' in key ? (readPress(AD_VERB, key.callback_data)?.id ?? []) : [],
    ),
    label: caption_entities.flatMap((one) => (one.type === 'text_link' ? (markedBy(one.url) ?? []) : [])),
  };
}

/** The post that a message shows itself to be; anybody can copy a link, but nobody gives another's message a button. */
function markedPost(message: Marked, isOurs: boolean): PostId | undefined {
  const { button, label } = markersOf(message);
  const [id] = [...button, ...(isOurs ? label : [])];
  return id !== undefined && isId<PostId>(id) ? id : undefined;
}

/** The post is known by another message: Telegram has accepted it twice, the first time later than anybody waited. */
function standsElsewhere({ status, messageId }: ScheduledPost, seen: number): boolean {
  return status === 'sent' && messageId !== null && messageId !== seen;
}

/** Where a message that is pressed, answered or forwarded stands itself. */
function sightingsIn({ callbackQuery, message, me }: HeraldContext): Sighting[] {
  const shown = [callbackQuery?.message, message?.reply_to_message];
  const direct = shown.flatMap((one): Sighting[] => {
    // A message that the bot cannot see any more has no date.
    if (!one || one.date === 0 || !('from' in one || 'sender_chat' in one)) return [];
    const postId = markedPost(one, one.from?.id === me.id || one.chat.type === 'channel');
    if (!postId) return [];
    return [{ postId, chatId: asChatId(one.chat.id), messageId: one.message_id, date: one.date }];
  });
  const origin = message?.forward_origin;
  if (!message || origin?.type !== 'channel') return direct;
  const postId = markedPost(message, true);
  if (!postId) return direct;
  const { chat, message_id: messageId, date } = origin;
  return [...direct, { postId, chatId: asChatId(chat.id), messageId, date }];
}

/** Remembers what it sees in groups, and settles posts whose marker somebody shows. */
export function createWitness({ clock, log, acks, noteMessages, timeoutMs }: WitnessDeps) {
  async function settle({ postId, chatId, messageId, date }: Sighting): Promise<void> {
    const post = await findPost(postId);
    if (!post || post.chatId !== chatId) return;
    const isOpen = post.status === 'uncertain' || post.status === 'held';
    if (isOpen ? !fitsTime(post, { date }, timeoutMs) : !standsElsewhere(post, messageId)) return;
    // There, the marker may be the prober's own doing.
    if ((await touchedIn([chatId])).some((touched) => touched.messageId === messageId)) return;
    log.info({ post: postId, message: messageId }, 'somebody has shown where a post stands');
    // Of a post that is known by another message this makes a stray.
    await acks.sent(post, { message_id: messageId, date });
  }

  /** The newest id first: an intent that does not know it conflicts, or is seen by the question after it. */
  async function note(chatId: ChatId, messageId: number, date: number): Promise<void> {
    await noteMessages([{ chatId, messageId }]);
    if (!(await isLookedIn(chatId))) return;
    await noteSeen({ chatId, messageId, at: new Date(date * 1000) }, new Date(clock.now()));
  }

  const composer = new Composer<HeraldContext>();
  composer.use(async (ctx, next) => {
    for (const sighting of sightingsIn(ctx)) await settle(sighting);
    const told = ctx.message ?? ctx.editedMessage ?? ctx.channelPost;
    if (told && told.chat.type !== 'private') await note(asChatId(told.chat.id), told.message_id, told.date);
    await next();
  });

  return {
    composer,
    /** A message that Herald itself has sent into a group beside its posts. */
    noteOwn: (message: Message) => note(asChatId(message.chat.id), message.message_id, message.date),
  };
}
