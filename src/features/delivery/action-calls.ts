import { type Locale, t } from '@common/i18n/index.js';
import type { Payload, PostAction, PostHistory } from '@common/models/index.js';
import { type Api, InputFile } from 'grammy';
import { type ActionOutcome, actionOutcomeOf } from './action-outcome.js';
import { endedPicture } from './ended-picture.js';

/** A group has no language of its own to speak. */
const GROUP_LOCALE: Locale = 'en';

export type Entry = Pick<PostHistory, 'chatId' | 'messageIds' | 'payload'>;

const MEDIA_TYPES = { sendPhoto: 'photo', sendVideo: 'video', sendAnimation: 'animation' } as const;

/** Does to a post what an action says: calls of one message after the other, each harmless when it is repeated. */
export function createActionCalls(api: Api) {
  /** Telegram's id of our neutral picture, once it has it. */
  let pictureId: string | undefined;

  async function endMedia(chatId: number, messageId: number): Promise<void> {
    const media = pictureId ?? new InputFile(endedPicture(), 'ended.png');
    const caption = t(GROUP_LOCALE, 'ad-ended');
    const edited = await api.editMessageMedia(chatId, messageId, { type: 'photo', media, caption });
    if (edited !== true) pictureId = edited.photo?.at(-1)?.file_id ?? pictureId;
  }

  /** A text stays a text: what has become a picture could never be turned back. */
  async function end(chatId: number, messageId: number, payload: Payload): Promise<void> {
    if (payload.method === 'sendMessage')
      await api.editMessageText(chatId, messageId, t(GROUP_LOCALE, 'ad-ended'));
    else await endMedia(chatId, messageId);
  }

  async function restore(chatId: number, messageId: number, payload: Payload): Promise<void> {
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

  async function callOne(kind: PostAction['kind'], chatId: number, messageId: number, payload: Payload) {
    switch (kind) {
      case 'pin':
        return api.pinChatMessage(chatId, messageId, { disable_notification: true });
      case 'unpin':
        return api.unpinChatMessage(chatId, messageId);
      case 'delete':
        return api.deleteMessage(chatId, messageId);
      case 'end':
        return end(chatId, messageId, payload);
      case 'restore':
        return restore(chatId, messageId, payload);
      case 'dress':
      case 'check':
        // A check's edit changes nothing: Telegram says so, or that there is nothing to edit.
        return api.editMessageReplyMarkup(chatId, messageId, { reply_markup: payload.reply_markup });
    }
  }

  return async function call(kind: PostAction['kind'], entry: Entry): Promise<ActionOutcome> {
    const { chatId, payload } = entry;
    if (chatId === null || payload === null) return { kind: 'failed', reason: { key: 'action-no-message' } };
    const [first] = entry.messageIds;
    // Of an album, only the first is pinned, and carries what can be checked.
    const whole = kind === 'delete' || kind === 'end' || kind === 'restore';
    const ids = whole ? entry.messageIds : first === undefined ? [] : [first];
    let outcome: ActionOutcome = { kind: 'gone' };
    for (const id of ids) {
      const one = await callOne(kind, chatId, id, payload).then(
        (): ActionOutcome => ({ kind: 'done' }),
        (error: unknown) => actionOutcomeOf(kind, error),
      );
      if (one.kind !== 'done' && one.kind !== 'gone') return one;
      if (one.kind === 'done') outcome = one;
    }
    return outcome;
  };
}

export type CallAction = ReturnType<typeof createActionCalls>;
