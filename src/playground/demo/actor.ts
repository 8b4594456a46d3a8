import type { Message } from '@grammyjs/types';
import type { SimClient } from './sim-client.js';
import type { createTranscript } from './transcript.js';

/** One of the sample people, who acts through `/_sim` only. */
export interface DemoActor {
  says(text: string): Promise<void>;
  sendsPhoto(picture: Buffer, caption: string): Promise<void>;
  /** Presses the newest button whose text contains this, as soon as there is one. */
  presses(text: string): Promise<void>;
  /** The bot's newest message, as soon as it matches. */
  sees(pattern: RegExp): Promise<Message>;
}

interface DemoActorDeps {
  sim: SimClient;
  transcript: ReturnType<typeof createTranscript>;
  id: number;
  name: string;
}

function labelsOf(message: Message): string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

export function createDemoActor({ sim, transcript, id, name }: DemoActorDeps): DemoActor {
  const messages = () => sim.state.chats.find((chat) => chat.id === id)?.messages ?? [];
  const newest = () => messages().findLast(({ from }) => from?.is_bot);
  const say = (rest: { text: string; media?: { kind: 'photo'; fileId: string } }) =>
    sim.run({ do: 'say', chatId: id, userId: id, ...rest });

  return {
    says: (text) => say({ text }),
    async sendsPhoto(picture, caption) {
      const fileId = await sim.upload('picture.jpg', picture);
      await say({ text: caption, media: { kind: 'photo', fileId } });
    },
    async presses(text) {
      const found = await sim.until(`a button “${text}” for ${name}`, () => {
        const message = messages().findLast((one) => labelsOf(one).some((label) => label.includes(text)));
        const button = message && labelsOf(message).find((label) => label.includes(text));
        return message && button !== undefined ? { message, button } : undefined;
      });
      transcript.pressed(id, name, found.button);
      await sim.run({
        do: 'press',
        chatId: id,
        userId: id,
        messageId: found.message.message_id,
        button: found.button,
      });
    },
    sees: (pattern) =>
      sim.until(`${name} to see ${pattern}`, () => {
        const message = newest();
        const text = message && [message.text ?? message.caption ?? '', ...labelsOf(message)].join('\n');
        return text !== undefined && pattern.test(text) ? message : undefined;
      }),
  };
}
