import type { Message } from '@grammyjs/types';

/** By this a bot knows a message that it may not see. */
export function inlineIdOf({ chat, message_id }: Message): string {
  return Buffer.from(`${chat.id}/${message_id}`).toString('base64url');
}
