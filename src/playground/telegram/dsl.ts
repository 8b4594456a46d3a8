import type { Message, MessageEntity } from '@grammyjs/types';
import type { Backend } from './call.js';
import type { Upload } from './files.js';
import { takeUp } from './media.js';
import { say } from './people.js';
import type { SimChatKind, SimCommand, SimEvent, SimMedia, SimPerson } from './sim-protocol.js';
import type { ChatState } from './world.js';

/** Real time after which a person stops waiting; a test that waits so long has failed. */
const PATIENCE_MS = 8_000;

interface FileOptions {
  name?: string;
  caption?: string;
  entities?: MessageEntity[];
}

/** A person with a private chat with the bot. Waiting is by event, never by time. */
export interface PersonHandle {
  readonly id: number;
  says(text: string, entities?: MessageEntity[]): Message;
  sendsPhoto(bytes: Buffer, options?: FileOptions): Message;
  sendsVideo(bytes: Buffer, options?: FileOptions): Message;
  sendsAnimation(bytes: Buffer, options?: FileOptions): Message;
  sendsDocument(bytes: Buffer, options?: FileOptions): Message;
  /** Several pictures with one media_group_id. */
  sendsAlbum(pictures: Buffer[], caption?: string): Message[];
  /** Presses Start, perhaps behind a deep link. */
  starts(payload?: string): Message;
  /** Presses the newest button with this text in the private chat, or under a given message. */
  presses(text: string, options?: { message?: Message }): void;
  pressesIn(group: GroupHandle, text: string): void;
  /** The bot's newest message in the private chat. */
  lastMessage(): Message | undefined;
  /** The bot's newest message that matches in text, caption or buttons: there already, or as soon as it comes. */
  sees(pattern: RegExp): Promise<Message>;
  seesToast(pattern: RegExp): Promise<string>;
  messages(): Message[];
}

/** A group or channel. */
export interface GroupHandle {
  readonly id: number;
  addsBot(options: { by: PersonHandle; asAdmin?: boolean; rights?: Record<string, boolean> }): void;
  removesBot(options: { by: PersonHandle }): void;
  /** The bot's messages that stand, oldest first. */
  posts(): Message[];
  lastPost(): Message | undefined;
  sees(pattern: RegExp): Promise<Message>;
}

export interface Dsl {
  person(person: Partial<Omit<SimPerson, 'is_bot'>> & { first_name: string }): PersonHandle;
  group(options: {
    title: string;
    owner: PersonHandle;
    members?: PersonHandle[];
    kind?: Exclude<SimChatKind, 'private'>;
  }): GroupHandle;
  channel(options: { title: string; owner: PersonHandle; members?: PersonHandle[] }): GroupHandle;
}

function buttonTexts(message: Message): string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

/** All words of a message, as `sees` looks for them. */
function wordsOf(message: Message): string {
  return [message.text ?? message.caption ?? '', ...buttonTexts(message).map((text) => `[${text}]`)].join(
    '\n',
  );
}

export function createDsl(backend: Backend, run: (command: SimCommand) => unknown): Dsl {
  const { world, files } = backend;
  let nextPerson = 1001;
  const toasts = new Map<number, string[]>();
  world.events.on('event', (event) => {
    if (event.type === 'answer' && event.text !== undefined)
      toasts.set(event.userId, [...(toasts.get(event.userId) ?? []), event.text]);
  });

  /** Answers what `find` finds, now or after one of the coming events. */
  function eventually<T>(find: () => T | undefined, describe: () => string): Promise<T> {
    const found = find();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(() => reject(new Error(describe()))), PATIENCE_MS);
      const look = (_event: SimEvent) => {
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

  function byBot(chat: ChatState): Message[] {
    return [...chat.messages.values()].filter(
      (message) => message.from?.id === world.bot.id || (chat.kind === 'channel' && message.sender_chat),
    );
  }

  function sees(chatId: number, pattern: RegExp): Promise<Message> {
    const chat = world.chat(chatId);
    return eventually(
      () => byBot(chat).findLast((message) => pattern.test(wordsOf(message))),
      () => `nothing matches ${pattern} in "${chat.title}":\n${byBot(chat).map(wordsOf).join('\n---\n')}`,
    );
  }

  function person(options: Partial<Omit<SimPerson, 'is_bot'>> & { first_name: string }): PersonHandle {
    const id = options.id ?? nextPerson++;
    run({ do: 'addPerson', person: { language_code: 'en', ...options, id } });

    function sends(kind: SimMedia['kind'], upload: Upload, options: FileOptions, groupId?: string): Message {
      const { file_id } = kind === 'photo' ? takeUp(files, upload, kind) : files.add(upload);
      return say(backend, id, id, {
        text: options.caption,
        entities: options.entities,
        media: { kind, fileId: file_id },
        groupId,
      });
    }

    const sender =
      (kind: SimMedia['kind'], name: string, mime: string) =>
      (bytes: Buffer, options: FileOptions = {}) =>
        sends(kind, { name: options.name ?? name, mime, bytes }, options);

    return {
      id,
      says: (text, entities) => say(backend, id, id, { text, entities }),
      sendsPhoto: sender('photo', 'picture.jpg', 'image/jpeg'),
      sendsVideo: sender('video', 'video.mp4', 'video/mp4'),
      sendsAnimation: sender('animation', 'animation.mp4', 'video/mp4'),
      sendsDocument: sender('document', 'document.pdf', 'application/pdf'),
      sendsAlbum: (pictures, caption) =>
        pictures.map((bytes, index) =>
          sends(
            'photo',
            { name: `${index}.jpg`, mime: 'image/jpeg', bytes },
            index === 0 && caption !== undefined ? { caption } : {},
            `album-${id}`,
          ),
        ),
      starts: (payload) =>
        world
          .chat(id)
          .messages.get(
            run({ do: 'start', userId: id, ...(payload !== undefined && { payload }) }) as number,
          ) as Message,
      presses(text, { message } = {}) {
        const target =
          message ??
          byBot(world.chat(id)).findLast((one) => buttonTexts(one).some((label) => label.includes(text)));
        if (!target)
          throw new Error(`no button "${text}":\n${byBot(world.chat(id)).map(wordsOf).join('\n---\n')}`);
        run({ do: 'press', chatId: id, userId: id, messageId: target.message_id, button: text });
      },
      pressesIn(group, text) {
        const target = group
          .posts()
          .findLast((one) => buttonTexts(one).some((label) => label.includes(text)));
        if (!target) throw new Error(`no button "${text}" in the group`);
        run({ do: 'press', chatId: group.id, userId: id, messageId: target.message_id, button: text });
      },
      lastMessage: () => byBot(world.chat(id)).at(-1),
      sees: (pattern) => sees(id, pattern),
      seesToast: (pattern) =>
        eventually(
          () => toasts.get(id)?.findLast((text) => pattern.test(text)),
          () => `no toast matches ${pattern}: ${toasts.get(id)?.join(' | ') ?? 'there was none'}`,
        ),
      messages: () => [...world.chat(id).messages.values()],
    };
  }

  function group(options: Parameters<Dsl['group']>[0]): GroupHandle {
    const { title, owner, members = [], kind = 'supergroup' } = options;
    const memberIds = members.map((member) => member.id);
    const id = run({ do: 'addChat', kind, title, ownerId: owner.id, memberIds }) as number;
    const posts = () => byBot(world.chat(id));
    return {
      id,
      addsBot: ({ by, asAdmin, rights }) =>
        void run({
          do: 'addBot',
          chatId: id,
          byUserId: by.id,
          ...(asAdmin !== undefined && { asAdmin }),
          ...(rights && { rights }),
        }),
      removesBot: ({ by }) => void run({ do: 'removeBot', chatId: id, byUserId: by.id }),
      posts,
      lastPost: () => posts().at(-1),
      sees: (pattern) => sees(id, pattern),
    };
  }

  return { person, group, channel: (options) => group({ ...options, kind: 'channel' }) };
}
