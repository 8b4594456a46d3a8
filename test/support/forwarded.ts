import type { Message } from '@grammyjs/types';
import type { PersonHandle } from '../../src/playground/telegram/index.js';
import type { World } from './world.js';

/** Brings somebody a card from another chat, with its buttons, and presses one there. */
export function pressesForwarded(
  world: World,
  from: PersonHandle,
  to: PersonHandle,
  card: Message,
  button: string,
): void {
  world.telegram.run({
    do: 'forward',
    fromChatId: from.id,
    messageId: card.message_id,
    chatId: to.id,
    userId: to.id,
  });
  const messageId = to.messages().at(-1)?.message_id ?? 0;
  world.telegram.run({ do: 'press', chatId: to.id, userId: to.id, messageId, button });
}
