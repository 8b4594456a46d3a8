import type { Message, MessageEntity } from '@grammyjs/types';
import type { SimChatKind, SimPerson, SimState } from './sim-protocol.js';

export interface FileOptions {
  /** As the bot sees it; photos have none. */
  name?: string;
  caption?: string;
  entities?: MessageEntity[];
}

export interface AlbumFile extends FileOptions {
  kind: 'photo' | 'video' | 'document';
  bytes: Buffer;
}

export interface SeesOptions {
  /** Only messages that came after the one with this id; the same words may have been said before. */
  after?: number;
}

/**
 * A person with a private chat with the bot. What people do has happened when the call returns; what they see they wait
 * for by event, never by time, and at most 15 s.
 */
export interface PersonHandle {
  readonly id: number;
  says(text: string, entities?: MessageEntity[]): Message;
  saysIn(group: GroupHandle, text: string, options?: { replyTo?: Message }): Message;
  /** A picture that Telegram can't read is refused here already, as the person's own client would. */
  sendsPhoto(bytes: Buffer, options?: FileOptions): Message;
  sendsVideo(bytes: Buffer, options?: FileOptions): Message;
  sendsAnimation(bytes: Buffer, options?: FileOptions): Message;
  sendsDocument(bytes: Buffer, options?: FileOptions): Message;
  /**
   * Several files with one media_group_id, which are pictures where nothing is said; the caption stands under the first.
   * With a `groupId` an album comes in parts.
   */
  sendsAlbum(items: (Buffer | AlbumFile)[], caption?: string, groupId?: string): Message[];
  /** Presses Start, perhaps behind a deep link. */
  starts(payload?: string): Message;
  /** Presses the button whose text is this or contains it: under the newest message that has one, or under a given one. */
  presses(text: string, options?: { message?: Message }): void;
  /** Reacts to a message in whatever chat; null takes the reaction away. */
  reacts(emoji: string | null, message: Message): void;
  /** Picks a chat, or people, behind the newest button with this text that requests them. */
  sharesChat(button: string, group: GroupHandle): Message;
  sharesUsers(button: string, people: PersonHandle[]): Message;
  /** Types `@bot query`, here or in a group; answers the id of the query. */
  asksInline(query: string, group?: GroupHandle): string;
  /** Sends a result that the bot gave. */
  choosesInline(queryId: string, resultId: string): Message;
  /** Adds the bot to a group by a deep link. */
  startsIn(group: GroupHandle, payload?: string): Message;
  /** The commands that the person's client offers: in the private chat, or in a group. */
  menu(group?: GroupHandle): SimState['commands'];
  /** Opens an invite link of the bot's. */
  joins(group: GroupHandle, link?: string): void;
  leaves(group: GroupHandle): void;
  pressesIn(group: GroupHandle, text: string): void;
  /** The bot's newest message in the private chat. */
  lastMessage(): Message | undefined;
  /** Everything in the private chat, oldest first. */
  messages(): Message[];
  /** The bot's newest message that matches in text, caption or buttons: there already, or as soon as it comes. */
  sees(pattern: RegExp, options?: SeesOptions): Promise<Message>;
  /** The newest matching answer to one of this person's presses, toast or alert. */
  seesToast(pattern: RegExp): Promise<string>;
  /** Forwards a message to the private chat, or to a group. */
  forwards(message: Message, to?: GroupHandle): Message;
  blocksBot(): void;
}

/** A group or channel. */
export interface GroupHandle {
  readonly id: number;
  /** As an administrator the bot gets every right that is not denied here. */
  addsBot(options: { by: PersonHandle; asAdmin?: boolean; rights?: Record<string, boolean> }): void;
  removesBot(options: { by: PersonHandle }): void;
  /** An administrator takes rights away from a member. */
  restricts(member: PersonHandle, options: { by: PersonHandle; rights: Record<string, boolean> }): void;
  promotes(member: PersonHandle, options: { by: PersonHandle }): void;
  /** A moderator deletes somebody's message. */
  deletes(message: Message, options: { by: PersonHandle }): void;
  /** The basic group becomes a supergroup; answers that one. */
  migrates(options: { by: PersonHandle }): GroupHandle;
  /** The bot's messages that stand, oldest first. */
  posts(): Message[];
  lastPost(): Message | undefined;
  /** The bot's newest message here that matches, as a person's `sees`. */
  sees(pattern: RegExp, options?: SeesOptions): Promise<Message>;
  /** Of a forum: opens a topic and answers its thread id. */
  opensTopic(name: string, options: { by: PersonHandle }): number;
  closesTopic(threadId: number, options: { by: PersonHandle }): void;
}

export interface GroupOptions {
  title: string;
  owner: PersonHandle;
  members?: PersonHandle[];
  /** A supergroup when absent, as nearly all groups with a bot are. */
  kind?: Exclude<SimChatKind, 'private'>;
  /** With topics. */
  forum?: boolean;
}

/** People and chats for tests that read like chats. */
export interface Dsl {
  person(person: Partial<Omit<SimPerson, 'is_bot'>> & { first_name: string }): PersonHandle;
  group(options: GroupOptions): GroupHandle;
  channel(options: Omit<GroupOptions, 'kind'>): GroupHandle;
}
