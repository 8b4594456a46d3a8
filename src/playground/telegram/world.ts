import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Chat, Message, User, UserFromGetMe } from '@grammyjs/types';
import type { TelegramClock } from './clock.js';
import { badRequest } from './errors.js';
import type { InviteLink } from './invite-links.js';
import type { AnswerKeyboard } from './reply-keyboards.js';
import type {
  SimChat,
  SimChatKind,
  SimEvent,
  SimMember,
  SimPerson,
  SimReaction,
  SimState,
  SimTombstone,
} from './sim-protocol.js';

/** What an administrator may do; the bot's own rights decide what its calls achieve. */
export type Rights = Record<string, boolean>;

export interface Member {
  userId: number;
  /** An administrator's title, and until when a restriction or ban holds (Unix seconds; 0: for good). */
  title?: string;
  until?: number;
  status: SimMember['status'];
  rights: Rights;
}

/** A chat with everything in it. */
export interface ChatState {
  id: number;
  kind: SimChatKind;
  title: string;
  username?: string;
  members: Map<number, Member>;
  messages: Map<number, Message>;
  /** Keyboards in the place of the phone's own, by the message that brought them. */
  answerKeyboards: Map<number, AnswerKeyboard>;
  /** Ids of the messages that the bot sent; a channel's messages don't tell it. */
  fromBot: Set<number>;
  pinned: number[];
  /** What is left of the latest messages that were deleted. */
  deleted: SimTombstone[];
  reactions: SimReaction[];
  inviteLinks: Map<string, InviteLink>;
  /** Who asked to be let in, and by which link. */
  joinRequests: Map<number, string>;
  /** Ids of the messages whose reactions will soon be counted (U3). */
  countsDue: Set<number>;
  lastMessageId: number;
  /** The supergroup that this group has become (S9). */
  migratedTo?: number;
  description?: string;
  /** What members may do whom nobody treats otherwise; a right that is not named is as Telegram gives it. */
  permissions: Rights;
  /** Topics by their thread ids; undefined where the group is no forum (S7). */
  topics?: Map<number, Topic>;
}

export interface Topic {
  name: string;
  closed: boolean;
}

export interface PersonState extends SimPerson {
  /** They have pressed Start, so the bot may write to them (U8). */
  started: boolean;
  blocked: boolean;
  /** Until when the bot may write all the same, to one who asked to join a chat of its: Unix seconds. */
  openUntil?: number;
}

/** People, chats and messages, in memory. What happens is told to listeners as `SimEvent`s. */
export interface World {
  /** Another for each world. */
  readonly id: string;
  /** So many messages are kept in a chat. */
  readonly history: number;
  readonly bot: UserFromGetMe;
  readonly people: Map<number, PersonState>;
  readonly chats: Map<number, ChatState>;
  /** What setMyCommands was told, by scope and language. */
  readonly commandSets: Map<string, SimState['commands']>;
  /** Those that the page shows. */
  commands: SimState['commands'];
  readonly events: EventEmitter<{ event: [SimEvent] }>;
  emit(event: SimEvent): void;
  /** Throws `chat not found`. */
  chat(id: number | string): ChatState;
  addPerson(person: Omit<SimPerson, 'is_bot'>): PersonState;
  addChat(
    kind: Exclude<SimChatKind, 'private'>,
    title: string,
    ownerId: number,
    memberIds?: number[],
  ): ChatState;
  nextMessageId(chat: ChatState): number;
  user(id: number): User;
  seconds(): number;
}

export function createWorld(clock: TelegramClock, bot: UserFromGetMe, history: number): World {
  const events = new EventEmitter<{ event: [SimEvent] }>();
  events.setMaxListeners(0);
  const people = new Map<number, PersonState>();
  const chats = new Map<number, ChatState>();
  // Private chats and basic groups share one sequence of the bot's (L3).
  let ownSequence = 0;
  let nextChat = 1;

  function newChat(id: number, kind: SimChatKind, title: string): ChatState {
    const chat: ChatState = {
      id,
      kind,
      title,
      members: new Map(),
      messages: new Map(),
      answerKeyboards: new Map(),
      fromBot: new Set(),
      pinned: [],
      deleted: [],
      reactions: [],
      countsDue: new Set(),
      inviteLinks: new Map(),
      joinRequests: new Map(),
      permissions: {},
      lastMessageId: 0,
    };
    chats.set(id, chat);
    return chat;
  }

  return {
    id: randomUUID(),
    history,
    bot,
    people,
    chats,
    commandSets: new Map(),
    commands: [],
    events,
    emit: (event) => void events.emit('event', event),
    chat(id) {
      const found =
        typeof id === 'number'
          ? chats.get(id)
          : [...chats.values()].find(({ username }) => `@${username}` === id);
      if (!found) throw badRequest('chat not found');
      return found;
    },
    addPerson(person) {
      if (people.has(person.id)) throw badRequest(`person ${person.id} is there already`);
      const state = { ...person, is_bot: false, started: false, blocked: false };
      people.set(person.id, state);
      newChat(person.id, 'private', [person.first_name, person.last_name].filter(Boolean).join(' '));
      return state;
    },
    addChat(kind, title, ownerId, memberIds = []) {
      for (const userId of [ownerId, ...memberIds])
        if (!people.has(userId)) throw badRequest('user not found');
      const number = nextChat++;
      const id = kind === 'group' ? -number * 1_000 : -1_000_000_000_000 - 1_000_000_000 - number;
      const chat = newChat(id, kind, title);
      chat.members.set(ownerId, { userId: ownerId, status: 'creator', rights: {} });
      for (const userId of memberIds) chat.members.set(userId, { userId, status: 'member', rights: {} });
      return chat;
    },
    nextMessageId(chat) {
      const own = chat.kind === 'private' || chat.kind === 'group';
      chat.lastMessageId = own ? ++ownSequence : chat.lastMessageId + 1;
      return chat.lastMessageId;
    },
    user(id) {
      if (id === bot.id) return { id, is_bot: true, first_name: bot.first_name, username: bot.username };
      const person = people.get(id);
      if (!person) throw badRequest('user not found');
      const { started: _started, blocked: _blocked, openUntil: _open, ...user } = person;
      return user;
    },
    seconds: () => Math.floor(clock.now() / 1000),
  };
}

/** Whether somebody is in a chat; nobody is listed in a private one. */
export function isPresent(chat: ChatState, userId: number): boolean {
  const status = chat.members.get(userId)?.status ?? 'left';
  return status !== 'left' && status !== 'kicked';
}

/** The chat as it stands in messages and updates. */
export function chatOf(chat: ChatState, world: World): Chat {
  const { id, kind, title, username, topics } = chat;
  if (kind === 'private') {
    const { is_bot: _bot, language_code: _language, ...person } = world.user(id);
    return { ...person, type: 'private' };
  }
  return { id, type: kind, title, ...(username && { username }), ...(topics && { is_forum: true }) } as Chat;
}

function simMember({ userId, status, rights }: Member): SimMember {
  return { userId, status, ...(status === 'administrator' && { rights }) };
}

/** The chat as the page draws it. */
export function simChat({
  messages: _messages,
  fromBot: _fromBot,
  answerKeyboards: _answers,
  members,
  lastMessageId: _last,
  countsDue: _due,
  inviteLinks: _links,
  joinRequests: _requests,
  permissions: _permissions,
  topics,
  ...chat
}: ChatState): Omit<SimChat, 'messages'> {
  const forum = topics && {
    topics: [...topics].map(([threadId, topic]) => ({ threadId, ...topic })),
  };
  return { ...chat, ...forum, members: [...members.values()].map(simMember) };
}
