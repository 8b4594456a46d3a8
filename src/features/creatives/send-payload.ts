import type { AlbumPayload, Payload } from '@common/models/index.js';
import type { Api } from 'grammy';
import type { InputMediaPhoto, InputMediaVideo, Message } from 'grammy/types';

/** Telegram shows the words of an album's first item as the album's. */
function albumItems({
  items,
  caption,
  caption_entities,
}: AlbumPayload): (InputMediaPhoto | InputMediaVideo)[] {
  return items.map(({ kind, fileId, has_spoiler }, place) => ({
    type: kind,
    media: fileId,
    has_spoiler,
    ...(place === 0 && { caption, caption_entities }),
  }));
}

/** Sends a composed message: one call, which an album answers with a message for each item. Throws what the Bot API client throws. */
export async function sendPayload(
  api: Api,
  chatId: number,
  payload: Payload,
  topicId: number | null = null,
): Promise<Message[]> {
  const arriving = {
    ...(payload.disable_notification && { disable_notification: true }),
    ...(topicId !== null && { message_thread_id: topicId }),
  };
  if (payload.method === 'sendMediaGroup') return api.sendMediaGroup(chatId, albumItems(payload), arriving);
  const around = { reply_markup: payload.reply_markup, ...arriving };
  if (payload.method === 'sendMessage') {
    const { text, entities } = payload;
    return [await api.sendMessage(chatId, text, { entities, ...around })];
  }
  const { fileId, caption, caption_entities, has_spoiler } = payload;
  const options = { caption, caption_entities, has_spoiler, ...around };
  switch (payload.method) {
    case 'sendPhoto':
      return [await api.sendPhoto(chatId, fileId, options)];
    case 'sendVideo':
      return [await api.sendVideo(chatId, fileId, options)];
    case 'sendAnimation':
      return [await api.sendAnimation(chatId, fileId, options)];
  }
}
