import type { Payload } from '@common/models/index.js';
import type { Api } from 'grammy';
import type { Message } from 'grammy/types';

/** Sends a composed message: one call. Throws what the Bot API client throws. */
export function sendPayload(
  api: Api,
  chatId: number,
  payload: Payload,
  topicId: number | null = null,
): Promise<Message> {
  const { reply_markup, disable_notification } = payload;
  const around = {
    reply_markup,
    ...(disable_notification && { disable_notification }),
    ...(topicId !== null && { message_thread_id: topicId }),
  };
  if (payload.method === 'sendMessage') {
    const { text, entities } = payload;
    return api.sendMessage(chatId, text, { entities, ...around });
  }
  const { fileId, caption, caption_entities, has_spoiler } = payload;
  const options = { caption, caption_entities, has_spoiler, ...around };
  switch (payload.method) {
    case 'sendPhoto':
      return api.sendPhoto(chatId, fileId, options);
    case 'sendVideo':
      return api.sendVideo(chatId, fileId, options);
    case 'sendAnimation':
      return api.sendAnimation(chatId, fileId, options);
  }
}
