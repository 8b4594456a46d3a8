import { EventEmitter } from 'node:events';
import { TelegramServer } from '@bonkers-agency/grammy-test';
import type { Chat, ChatMember, Message, Update, User, UserFromGetMe } from '@grammyjs/types';
import { onTestFinished } from 'vitest';
import { createApp } from '../../src/app.js';
import { createShiftableClock, type ShiftableClock } from '../../src/common/clock.js';
import { createLogger } from '../../src/common/logger.js';
import { createJoining } from '../../src/features/team/index.js';
import { byBot, createWatcher } from '../../src/playground/telegram/dsl-watching.js';
import type { GroupHandle } from '../../src/playground/telegram/index.js';
import { databaseUri, emptyDatabase } from './mongo.js';
import { bridgeTo } from './second-server.js';
import type { Talker } from './steps.js';
import { ZONE } from './world.js';

export const BOT = {
  id: 1234567,
  is_bot: true,
  first_name: 'Herald',
  username: 'herald_bot',
} as UserFromGetMe;
const OLGA: User = { id: 1001, is_bot: false, first_name: 'Olga', language_code: 'en' };
const ADAM: User = { id: 1002, is_bot: false, first_name: 'Adam', language_code: 'en' };
const GROUP: Chat.SupergroupChat = { id: -1_001_000_000_001, type: 'supergroup', title: 'Night Owls' };
const OUT: ChatMember = { user: BOT, status: 'left' };
const RIGHTS = { can_manage_chat: true, can_delete_messages: true, can_pin_messages: true };

export interface SecondWorld {
  olga: Talker;
  adam: Talker & { pressesIn(group: SecondGroup, text: string): void };
  owls: SecondGroup;
  clock: ShiftableClock;
}

export type SecondGroup = Pick<GroupHandle, 'id' | 'sees' | 'posts'> & { addsBot(): void };

/** The words of this project's own local Telegram, spoken to the second server. */
function createPeople(telegram: TelegramServer, push: (update: Update) => void) {
  const events = new EventEmitter<{ event: [unknown] }>();
  const { sees } = createWatcher({ events });

  /** A chat as the watcher looks at it. */
  function placeOf(chat: Chat, title: string) {
    telegram.chatState.getOrCreate(chat);
    const all = () => telegram.getAllMessages(chat.id).sort((a, b) => a.message_id - b.message_id);
    return {
      title,
      get messages() {
        return new Map(all().map((message): [number, Message] => [message.message_id, message]));
      },
      get fromBot() {
        return new Set(all().flatMap(({ message_id, from }) => (from?.id === BOT.id ? [message_id] : [])));
      },
    };
  }

  function press(user: User, chat: Chat, place: ReturnType<typeof placeOf>, label: string): void {
    const labelled = (message: Message) =>
      (message.reply_markup?.inline_keyboard ?? []).flat().find(({ text }) => text.includes(label));
    const message = byBot(place).findLast(labelled);
    const button = message && labelled(message);
    if (!button || !('callback_data' in button)) throw new Error(`no button "${label}" in ${place.title}`);
    push(telegram.simulateCallbackQuery(user, chat, button.callback_data, structuredClone(message)));
  }

  const owls = placeOf(GROUP, GROUP.title);

  function person(user: User): SecondWorld['adam'] {
    const chat: Chat = { id: user.id, type: 'private', first_name: user.first_name };
    const place = placeOf(chat, user.first_name);
    const tell = (update: Update): Message => {
      push(update);
      return update.message as Message;
    };
    return {
      id: user.id,
      says: (text) => tell(telegram.simulateUserMessage(user, chat, text)),
      starts: () => tell(telegram.simulateUserCommand(user, chat, '/start')),
      sendsPhoto: (content, { caption } = {}) =>
        tell(telegram.simulatePhotoMessage(user, chat, 640, 480, { content, ...(caption && { caption }) })),
      presses: (label) => press(user, chat, place, label),
      pressesIn: (_group, label) => press(user, GROUP, owls, label),
      lastMessage: () => byBot(place).at(-1),
      sees: (pattern, options) => sees(place, pattern, options),
    };
  }

  const group: SecondGroup = {
    id: GROUP.id,
    posts: () => byBot(owls),
    sees: (pattern, options) => sees(owls, pattern, options),
    addsBot() {
      telegram.memberState.setOwner(GROUP.id, ADAM);
      telegram.memberState.setAdmin(GROUP.id, BOT, RIGHTS);
      const inside = telegram.getChatMember(GROUP.id, BOT.id) ?? OUT;
      const update = telegram.updateFactory.createMyChatMemberUpdate(GROUP, ADAM, OUT, inside);
      // Its factory counts updates by itself, so that their numbers would come twice.
      push({ ...update, update_id: telegram.getNextUpdateId() });
    },
  };
  return { olga: person(OLGA), adam: person(ADAM), owls: group, changed: () => void events.emit('event', 0) };
}

/** Herald, unchanged, before the second server: with Olga, Adam and an empty group. Needs `useDatabase`. */
export async function openSecondWorld(): Promise<SecondWorld> {
  const clock = createShiftableClock(Date.UTC(2026, 10, 26, 10, 0));
  const telegram = new TelegramServer(BOT);
  telegram.setCurrentTime(clock.now());
  const bridge = await bridgeTo(telegram, () => {
    telegram.setCurrentTime(clock.now());
    people.changed();
  });
  const people = createPeople(telegram, (update) => bridge.queue.push(update));
  const app = createApp({
    token: `${BOT.id}:second-server`,
    apiRoot: bridge.apiRoot,
    mongodbUri: databaseUri(),
    adminIds: [],
    timezone: ZONE,
    web: { host: '127.0.0.1', port: 0 },
    clock,
    log: createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent'),
    onClaimLink: () => undefined,
  });
  onTestFinished(async () => {
    await app.stop();
    await bridge.stop();
    await emptyDatabase();
  });
  await app.start();
  await app.leading;
  const joining = createJoining({ clock, defaultTimezone: ZONE });
  await joining.ensureMember(OLGA, 'operator');
  await joining.ensureMember(ADAM, 'admin');
  return { ...people, clock };
}
