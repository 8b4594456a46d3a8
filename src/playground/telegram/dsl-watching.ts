import type { EventEmitter } from 'node:events';
import type { Message } from '@grammyjs/types';
import type { SeesOptions } from './dsl-handles.js';
import type { ChatState } from './world.js';

/** Real time after which a person stops waiting; a test that waits so long has failed. */
const PATIENCE_MS = 15_000;

export function buttonTexts(message: Message): string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

/** All words of a message, as `sees` looks for them. */
function wordsOf(message: Message): string {
  const buttons = buttonTexts(message).map((text) => `[${text}]`);
  return [message.text ?? message.caption ?? '', ...buttons].join('\n');
}

/** A chat, as far as is looked at here: of this server, or of another that is judged beside it. */
type Place = Pick<ChatState, 'title' | 'messages' | 'fromBot'>;

/** The bot's messages that stand in a chat, oldest first. */
export function byBot(chat: Place): Message[] {
  return [...chat.messages.values()].filter(({ message_id }) => chat.fromBot.has(message_id));
}

/** What the bot has in a chat, for the reader of a failed test. */
export function whatStands(chat: Place): string {
  const messages = byBot(chat).map(wordsOf);
  return messages.length > 0 ? messages.join('\n---\n') : '(nothing)';
}

/** Looks at the world, now and after each event. */
export function createWatcher(world: { events: EventEmitter }) {
  /** Answers what `find` finds, as soon as it does; rejects with what `describe` says. */
  function eventually<T>(find: () => T | undefined, describe: () => string): Promise<T> {
    const found = find();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(() => reject(new Error(describe()))), PATIENCE_MS);
      const look = () => {
        const late = find();
        if (late !== undefined) end(() => resolve(late));
      };
      function end(settle: () => void): void {
        clearTimeout(timer);
        world.events.off('event', look);
        settle();
      }
      world.events.on('event', look);
    });
  }

  return {
    eventually,
    /** The bot's newest message in the chat that matches. */
    sees: (chat: Place, pattern: RegExp, { after = 0 }: SeesOptions = {}): Promise<Message> =>
      eventually(
        () => byBot(chat).findLast((one) => one.message_id > after && pattern.test(wordsOf(one))),
        () => `nothing matches ${pattern} in "${chat.title}", where there is:\n${whatStands(chat)}`,
      ),
  };
}
