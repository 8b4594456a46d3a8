import { randomUUID } from 'node:crypto';
import type { Message } from '@grammyjs/types';
import type { Backend } from './call.js';
import { menuFor } from './command-menus.js';
import type { Dsl, FileOptions, GroupHandle, GroupOptions, PersonHandle } from './dsl-handles.js';
import { buttonTexts, byBot, createWatcher, whatStands } from './dsl-watching.js';
import { chooseInline } from './inline.js';
import { findMessage } from './messages.js';
import { say } from './people.js';
import { keyNamed } from './reply-keyboards.js';
import type { SimCommand, SimMedia } from './sim-protocol.js';
import type { ChatState } from './world.js';

/** Where the ids of people begin that were given none. */
const FIRST_PERSON_ID = 1001;

/** People and chats in process, over the same commands that `/_sim` takes. */
export function createDsl(backend: Backend, run: (command: SimCommand) => unknown): Dsl {
  const { world, files } = backend;
  const { eventually, sees } = createWatcher(world);
  let nextPersonId = FIRST_PERSON_ID;

  function press(chat: ChatState, userId: number, button: string, message?: Message): void {
    const has = (one: Message) => buttonTexts(one).some((label) => label.includes(button));
    const target = message ?? byBot(chat).findLast(has);
    if (!target)
      throw new Error(`no button "${button}" in "${chat.title}", where there is:\n${whatStands(chat)}`);
    run({ do: 'press', chatId: chat.id, userId, messageId: target.message_id, button });
  }

  const person: Dsl['person'] = (options) => {
    const id = options.id ?? nextPersonId++;
    run({ do: 'addPerson', person: { language_code: 'en', ...options, id } });
    const chat = world.chat(id);
    const toasts: string[] = [];
    world.events.on('event', (event) => {
      if (event.type === 'answer' && event.userId === id && event.text !== undefined) toasts.push(event.text);
    });
    const sends =
      (kind: SimMedia['kind'], name: string, mime: string) =>
      (bytes: Buffer, { caption, entities, ...file }: FileOptions = {}, groupId?: string): Message => {
        const { file_id: fileId } = files.add({ name: file.name ?? name, mime, bytes });
        return say(backend, id, id, { text: caption, entities, media: { kind, fileId }, groupId });
      };
    const sent = (messageId: unknown, chatId = id) =>
      findMessage(world.chat(chatId), Number(messageId), 'show');
    /** The newest keyboard in the place of the phone's own that has this button. */
    const keyOf = (button: string) => {
      const brought = [...chat.answerKeyboards].findLast(([, markup]) => keyNamed(markup, button));
      if (!brought) throw new Error(`no button "${button}" in the place of the keyboard`);
      return { messageId: brought[0], button };
    };
    const senders = {
      photo: sends('photo', 'picture.jpg', 'image/jpeg'),
      video: sends('video', 'video.mp4', 'video/mp4'),
      document: sends('document', 'document.pdf', 'application/pdf'),
    };

    const self: PersonHandle = {
      id,
      says: (text, entities) => say(backend, id, id, { text, entities }),
      saysIn: (group, text, { replyTo } = {}) =>
        say(backend, group.id, id, { text, replyTo: replyTo?.message_id }),
      sendsPhoto: senders.photo,
      sendsVideo: senders.video,
      sendsAnimation: sends('animation', 'animation.mp4', 'video/mp4'),
      sendsDocument: senders.document,
      sendsAlbum(items, caption, groupId = randomUUID()) {
        const first = caption === undefined ? {} : { caption };
        return items.map((item, index) => {
          const file = Buffer.isBuffer(item) ? { kind: 'photo' as const, bytes: item } : item;
          return senders[file.kind](file.bytes, { ...file, ...(index === 0 && first) }, groupId);
        });
      },
      starts: (payload) => self.says(payload === undefined ? '/start' : `/start ${payload}`),
      presses: (text, { message } = {}) => press(chat, id, text, message),
      pressesIn: (group, text) => press(world.chat(group.id), id, text),
      joins: ({ id: chatId }, link) =>
        void run(
          link === undefined
            ? { do: 'join', chatId, userId: id }
            : { do: 'joinByLink', chatId, userId: id, link },
        ),
      leaves: (group) => void run({ do: 'leave', chatId: group.id, userId: id }),
      sharesChat: (button, { id: sharedChatId }) =>
        sent(run({ do: 'shareChat', userId: id, ...keyOf(button), sharedChatId })),
      sharesUsers: (button, people) =>
        sent(
          run({
            do: 'shareUsers',
            userId: id,
            ...keyOf(button),
            sharedUserIds: people.map((one) => one.id),
          }),
        ),
      asksInline: (query, group) =>
        String(run({ do: 'inlineQuery', chatId: group?.id ?? id, userId: id, query })),
      choosesInline: (queryId, resultId) => chooseInline(backend, { do: 'chooseInline', queryId, resultId }),
      startsIn: (group, payload) => {
        const what = payload === undefined ? {} : { payload };
        return sent(run({ do: 'startGroup', chatId: group.id, userId: id, ...what }), group.id);
      },
      menu: (group) => menuFor(world, group ? world.chat(group.id) : chat, id),
      reacts: (emoji, { chat: { id: chatId }, message_id: messageId }) =>
        void run({ do: 'react', chatId, userId: id, messageId, emoji }),
      lastMessage: () => byBot(chat).at(-1),
      messages: () => [...chat.messages.values()],
      sees: (pattern, options) => sees(chat, pattern, options),
      seesToast: (pattern) =>
        eventually(
          () => toasts.findLast((text) => pattern.test(text)),
          () => `no toast matches ${pattern}; there was ${toasts.join(' | ') || 'none'}`,
        ),
      forwards: ({ chat: { id: fromChatId }, message_id: messageId }, to) => {
        const chatId = to?.id ?? id;
        return sent(run({ do: 'forward', fromChatId, messageId, chatId, userId: id }), chatId);
      },
      blocksBot: () => void run({ do: 'blockBot', userId: id }),
    };
    return self;
  };

  function group({
    title,
    owner,
    members = [],
    kind = 'supergroup',
    forum = false,
  }: GroupOptions): GroupHandle {
    const memberIds = members.map((member) => member.id);
    return handleOf(Number(run({ do: 'addChat', kind, title, ownerId: owner.id, memberIds, forum })));
  }

  function handleOf(id: number): GroupHandle {
    const chat = world.chat(id);
    return {
      id,
      addsBot: ({ by, ...how }) => void run({ do: 'addBot', chatId: id, byUserId: by.id, ...how }),
      restricts: (member, { by, rights }) =>
        void run({ do: 'restrict', chatId: id, userId: member.id, byUserId: by.id, rights }),
      promotes: (member, { by }) =>
        void run({ do: 'promote', chatId: id, userId: member.id, byUserId: by.id }),
      deletes: ({ message_id: messageId }, { by }) =>
        void run({ do: 'deleteMessage', chatId: id, messageId, byUserId: by.id }),
      migrates: ({ by }) => handleOf(Number(run({ do: 'migrate', chatId: id, byUserId: by.id }))),
      removesBot: ({ by }) => void run({ do: 'removeBot', chatId: id, byUserId: by.id }),
      posts: () => byBot(chat),
      lastPost: () => byBot(chat).at(-1),
      sees: (pattern, options) => sees(chat, pattern, options),
      opensTopic: (name, { by }) => Number(run({ do: 'openTopic', chatId: id, userId: by.id, name })),
      closesTopic: (threadId, { by }) => void run({ do: 'closeTopic', chatId: id, userId: by.id, threadId }),
    };
  }

  return { person, group, channel: (options) => group({ ...options, kind: 'channel' }) };
}
