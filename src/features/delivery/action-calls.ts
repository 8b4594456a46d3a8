import { type Locale, t } from '@common/i18n/index.js';
import type { AlbumPayload, Payload, PostAction, PostHistory } from '@common/models/index.js';
import { type Api, InputFile } from 'grammy';
import { messagesOf } from '../creatives/index.js';
import { type ActionOutcome, actionOutcomeOf } from './action-outcome.js';
import { endedPicture } from './ended-picture.js';

/** A group has no language of its own to speak. */
const GROUP_LOCALE: Locale = 'en';

export type Entry = Pick<PostHistory, 'chatId' | 'messageIds' | 'payload'>;

/** One message of a post; `place`: which of an album's, from 0. */
interface One {
  chatId: number;
  messageId: number;
  payload: Payload;
  place: number;
}

/** The first item of an album carries its words. */
function wordsAt({ caption, caption_entities }: AlbumPayload, place: number) {
  return place === 0 ? { caption, caption_entities } : { caption: '' };
}

const MEDIA_TYPES = { sendPhoto: 'photo', sendVideo: 'video', sendAnimation: 'animation' } as const;

/** Does to a post what an action says: calls of one message after the other, each harmless when it is repeated. */
export function createActionCalls(api: Api) {
  /** Telegram's id of our neutral picture, once it has it. */
  let pictureId: string | undefined;

  async function endMedia(chatId: number, messageId: number, caption: string): Promise<void> {
    const media = pictureId ?? new InputFile(endedPicture(), 'ended.png');
    const edited = await api.editMessageMedia(chatId, messageId, { type: 'photo', media, caption });
    if (edited !== true) pictureId = edited.photo?.at(-1)?.file_id ?? pictureId;
  }

  /** A text stays a text: what has become a picture could never be turned back. */
  async function end({ chatId, messageId, payload, place }: One): Promise<void> {
    const words = t(GROUP_LOCALE, 'ad-ended');
    if (payload.method === 'sendMessage') await api.editMessageText(chatId, messageId, words);
    // Of an album the first says so for all.
    else await endMedia(chatId, messageId, place === 0 ? words : '');
  }

  async function restore({ chatId, messageId, payload, place }: One): Promise<void> {
    if (payload.method === 'sendMediaGroup') {
      const item = payload.items[place];
      if (!item) return;
      const { kind: type, fileId: media, has_spoiler } = item;
      await api.editMessageMedia(chatId, messageId, { type, media, has_spoiler, ...wordsAt(payload, place) });
      return;
    }
    const { reply_markup } = payload;
    if (payload.method === 'sendMessage') {
      const { text, entities } = payload;
      await api.editMessageText(chatId, messageId, text, { entities, reply_markup });
      return;
    }
    const { method, fileId, caption, caption_entities, has_spoiler } = payload;
    const media = { type: MEDIA_TYPES[method], media: fileId, caption, caption_entities, has_spoiler };
    await api.editMessageMedia(chatId, messageId, media, { reply_markup });
  }

  /** Where all is well, an edit that changes nothing: Telegram says so, or that there is nothing to edit. */
  async function check({ chatId, messageId, payload, place }: One): Promise<void> {
    if (payload.method === 'sendMediaGroup')
      await api.editMessageCaption(chatId, messageId, wordsAt(payload, place));
    else await api.editMessageReplyMarkup(chatId, messageId, { reply_markup: payload.reply_markup });
  }

  /** A look for an album has taken words as well. */
  async function dress(one: One): Promise<void> {
    const { chatId, messageId, payload } = one;
    if (payload.method === 'sendMediaGroup' || payload.method === 'sendMessage') return check(one);
    const { caption, caption_entities, reply_markup } = payload;
    await api.editMessageCaption(chatId, messageId, { caption, caption_entities, reply_markup });
  }

  async function callOne(kind: PostAction['kind'], one: One) {
    const { chatId, messageId } = one;
    switch (kind) {
      case 'pin':
        return api.pinChatMessage(chatId, messageId, { disable_notification: true });
      case 'unpin':
        return api.unpinChatMessage(chatId, messageId);
      case 'delete':
        return api.deleteMessage(chatId, messageId);
      case 'end':
        return end(one);
      case 'restore':
        return restore(one);
      case 'dress':
        return dress(one);
      case 'check':
        return check(one);
    }
  }

  return async function call(kind: PostAction['kind'], entry: Entry): Promise<ActionOutcome> {
    const { chatId, payload } = entry;
    if (chatId === null || payload === null) return { kind: 'failed', reason: { key: 'action-no-message' } };
    // Of an album, only the first is pinned.
    const ids = kind === 'pin' || kind === 'unpin' ? entry.messageIds.slice(0, 1) : entry.messageIds;
    let outcome: ActionOutcome = { kind: 'gone' };
    for (const [place, messageId] of ids.entries()) {
      const one = await callOne(kind, { chatId, messageId, payload, place }).then(
        (): ActionOutcome => ({ kind: 'done' }),
        (error: unknown) => actionOutcomeOf(kind, error),
      );
      if (one.kind !== 'done' && one.kind !== 'gone') return one;
      if (one.kind === 'done') outcome = one;
    }
    const unknown = messagesOf(payload) - entry.messageIds.length;
    return unknown > 0 && (kind === 'delete' || kind === 'end')
      ? { kind: 'partly', reason: { key: 'action-album-rest', args: { count: unknown } } }
      : outcome;
  };
}

export type CallAction = ReturnType<typeof createActionCalls>;
