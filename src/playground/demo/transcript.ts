import type { Message } from '@grammyjs/types';
import type { SimEvent, SimState } from '../telegram/index.js';

const INDENT = '          ';

function buttonsOf({ reply_markup }: Message): string[] {
  const rows = reply_markup?.inline_keyboard ?? [];
  return rows.map((row) => row.map(({ text }) => `[${text}]`).join(' '));
}

function linesOf(message: Message): string[] {
  const media = message.photo ? ['🖼  (picture)'] : message.video ? ['🎬 (video)'] : [];
  const text = (message.text ?? message.caption ?? '').split('\n');
  return [...media, ...text, ...buttonsOf(message)];
}

function block(speaker: string, lines: readonly string[]): string {
  return lines
    .map((line, index) => (index === 0 ? `${`${speaker}:`.padEnd(INDENT.length)}${line}` : INDENT + line))
    .join('\n');
}

/** Writes what happens as a chat: who says what to whom, below the chat's name whenever that changes. */
export function createTranscript(state: SimState, write: (text: string) => void) {
  let open: number | undefined;

  function tell(chatId: number, speaker: string, lines: readonly string[]): void {
    const chat = state.chats.find(({ id }) => id === chatId);
    const name = chat?.kind === 'private' ? `${chat.title} and Herald` : `Group “${chat?.title ?? ''}”`;
    if (open !== chatId) write(`\n━━ ${name} ━━`);
    open = chatId;
    write(block(speaker, lines));
  }

  return {
    /** What the world tells. */
    follow(event: SimEvent): void {
      if (event.type === 'message' || event.type === 'edit')
        tell(event.chatId, event.message.from?.first_name ?? 'Herald', linesOf(event.message));
    },
    /** What the world does not tell: presses, and the time that is let pass. */
    pressed: (chatId: number, name: string, button: string) => tell(chatId, name, [`👆 [${button}]`]),
    note(text: string): void {
      open = undefined;
      write(`\n… ${text} …`);
    },
  };
}
