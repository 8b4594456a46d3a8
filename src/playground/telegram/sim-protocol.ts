/**
 * What the local Telegram tells and takes beside the Bot API: the language of `/_sim`.
 * The page, the demo and the tests speak it; the server implements it.
 */
import type { Message, User } from '@grammyjs/types';

export interface SimPerson {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
  is_bot: boolean;
}

export type SimChatKind = 'private' | 'group' | 'supergroup' | 'channel';

export interface SimMember {
  userId: number;
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';
  /** What an administrator may do, where it was told. */
  rights?: Record<string, boolean>;
}

/** What is left of a message that was deleted. */
export interface SimTombstone {
  message_id: number;
  /** When it was sent: Unix seconds. */
  date: number;
}

export interface SimReaction {
  messageId: number;
  /** Who reacted, the bot perhaps; one at a time is everybody's. */
  userId: number;
  emoji: string;
}

export interface SimChat {
  /** A private chat with the bot has the person's id, as in Telegram. */
  id: number;
  kind: SimChatKind;
  title: string;
  username?: string;
  members: SimMember[];
  /** Ids of pinned messages, newest last. */
  pinned: number[];
  /**
   * Every message that still stands, oldest first, as people see it: the `reply_markup` may also be a keyboard in the
   * place of the phone's own, its removal or a forced reply, which the Bot API does not show.
   */
  messages: Message[];
  /** The supergroup that this group has become. */
  migratedTo?: number;
  description?: string;
  /** Of a forum: its topics. */
  topics?: { threadId: number; name: string; closed: boolean }[];
  /** The latest of those that stand no more. */
  deleted: SimTombstone[];
  reactions: SimReaction[];
}

/** `GET /_sim/state`: all that a page needs to draw itself. `now` is ms since 1970, UTC. */
export interface SimState {
  /** Which world this is: another after every start. */
  world: string;
  now: number;
  bot: User;
  people: SimPerson[];
  chats: SimChat[];
  /** Those of private chats in no special language; `menu` answers a person's own. */
  commands: { command: string; description: string }[];
  /** Faults that wait for their call. */
  faults: SimWaitingFault[];
  limits: SimLimits;
}

/** A call of the bot with its answer; no token and no bytes in it. getUpdates is left out. */
export interface SimCall {
  id: number;
  /** By the clock of this world, ms. */
  at: number;
  method: string;
  /** 0 for a call that hangs, or was cut before it was carried out. */
  status: number;
  ms: number;
  request: Record<string, unknown>;
  response: unknown;
  /** The fault that hit it. */
  fault?: SimFaultKind['kind'];
}

/** `GET /_sim/calls`: the latest 300 of them, oldest first. */
export type SimCalls = SimCall[];

/** `GET /_sim/events`: server-sent events, each `data:` one of these as JSON. */
export type SimEvent =
  | { type: 'message'; chatId: number; message: Message }
  | { type: 'edit'; chatId: number; message: Message }
  | { type: 'delete'; chatId: number; messageIds: number[] }
  /** All that the message has now. */
  | { type: 'reactions'; chatId: number; messageId: number; reactions: SimReaction[] }
  | { type: 'pinned'; chatId: number; pinned: number[] }
  | { type: 'chat'; chat: Omit<SimChat, 'messages'> }
  | { type: 'person'; person: SimPerson }
  | { type: 'commands'; commands: SimState['commands'] }
  /** The bot answered a press: a toast, or an alert that waits for a tap. */
  | { type: 'answer'; userId: number; text?: string; alert: boolean }
  /** The bot's answer to an inline query, to choose from. */
  | { type: 'inlineResults'; queryId: string; userId: number; results: SimInlineResult[]; nextOffset: string }
  | { type: 'action'; chatId: number; action: string }
  | { type: 'clock'; now: number }
  | ({ type: 'call' } & SimCall)
  | { type: 'faults'; faults: SimWaitingFault[] }
  | { type: 'limits'; limits: SimLimits }
  | { type: 'reset' };

/** As the bot gave it. */
export type SimInlineResult = { type: string; id: string } & Record<string, unknown>;

/** `POST /_sim/upload?name=cat.jpg` with the raw bytes as body: answers this, to be named in `say`. */
export interface SimUpload {
  fileId: string;
}

/** `GET /_sim/file/<file_id>` serves the bytes of any file, with range requests, to draw and play it. */

export type SimMedia = {
  kind: 'photo' | 'video' | 'animation' | 'document';
  fileId: string;
  spoiler?: boolean;
};

/**
 * `POST /_sim` with one of these as JSON. Answers `{ ok: true, result }`, or 400 `{ ok: false, description }`.
 */
export type SimCommand =
  | { do: 'addPerson'; person: Omit<SimPerson, 'is_bot'> }
  | {
      do: 'addChat';
      kind: Exclude<SimChatKind, 'private'>;
      title: string;
      ownerId: number;
      memberIds?: number[];
      /** A supergroup with topics. */
      forum?: boolean;
    }
  /** A person with the right opens, closes, reopens or deletes a topic; opening answers its thread id. */
  | { do: 'openTopic'; chatId: number; userId: number; name: string }
  | { do: 'closeTopic' | 'reopenTopic' | 'deleteTopic'; chatId: number; userId: number; threadId: number }
  /** In a private chat `chatId` is the sender's own id. A leading /command becomes a bot_command entity. */
  | {
      do: 'say';
      chatId: number;
      userId: number;
      text?: string;
      entities?: Message['entities'];
      media?: SimMedia;
      replyTo?: number;
      /** Messages that are said with the same are one album. */
      groupId?: string;
    }
  | { do: 'forward'; fromChatId: number; messageId: number; chatId: number; userId: number }
  /** Presses the button with this text, or at row and column (from 0), under the message. */
  | {
      do: 'press';
      chatId: number;
      userId: number;
      messageId: number;
      button: string | { row: number; column: number };
      /** The bot's server has the message no more, as when it is old or deleted (U6). */
      inaccessible?: boolean;
    }
  /**
   * Presses a button that requests a chat or users, in the keyboard that this message of the private chat brought, and
   * picks. Where the button asks for it, the bot is added to the chat, or made an administrator there.
   */
  | { do: 'shareChat'; userId: number; messageId: number; button: string; sharedChatId: number }
  | { do: 'shareUsers'; userId: number; messageId: number; button: string; sharedUserIds: number[] }
  /** In the place of this person's reaction before; null takes it away. Of an anonymous one the bot gets only counts (U3). */
  | {
      do: 'react';
      chatId: number;
      userId: number;
      messageId: number;
      emoji: string | null;
      anonymous?: boolean;
    }
  /** Opens t.me/BOT?start=payload: the person presses Start. */
  | { do: 'start'; userId: number; payload?: string }
  /** The two switches that a bot's owner has at BotFather; both are off at first. */
  | { do: 'inlineMode'; on: boolean; feedback: boolean }
  /** Types `@BOT query` in a chat; answers the id of the query. */
  | { do: 'inlineQuery'; chatId: number; userId: number; query: string; offset?: string }
  /** Sends one of the results that the bot answered; answers the id of the message. */
  | { do: 'chooseInline'; queryId: string; resultId: string }
  /** Opens t.me/BOT?startgroup=payload and picks this group: adds the bot, which gets `/start@BOT payload` there. */
  | {
      do: 'startGroup';
      chatId: number;
      userId: number;
      payload?: string;
      asAdmin?: boolean;
      rights?: Record<string, boolean>;
    }
  /** Answers the commands that this person's client offers in this chat: by scope, with fallback, and language. */
  | { do: 'menu'; chatId: number; userId: number }
  | { do: 'addBot'; chatId: number; byUserId: number; asAdmin?: boolean; rights?: Record<string, boolean> }
  | { do: 'removeBot'; chatId: number; byUserId: number }
  | { do: 'promoteBot' | 'restrictBot'; chatId: number; byUserId: number; rights: Record<string, boolean> }
  | { do: 'join' | 'leave'; chatId: number; userId: number }
  /** Opens an invite link of the bot's; behind one that asks for approval this is a request. */
  | { do: 'joinByLink'; chatId: number; userId: number; link: string }
  /** What a member may do from now on: `{ can_send_messages: false }`. */
  | { do: 'restrict'; chatId: number; userId: number; byUserId: number; rights: Record<string, boolean> }
  | { do: 'promote' | 'demote'; chatId: number; userId: number; byUserId: number }
  /** A basic group becomes a supergroup; answers the new chat's id (S9). */
  | { do: 'migrate'; chatId: number; byUserId: number }
  | { do: 'deleteMessage'; chatId: number; messageId: number; byUserId: number }
  | { do: 'blockBot' | 'unblockBot'; userId: number }
  | { do: 'advance'; ms: number }
  | { do: 'fault'; fault: SimFault }
  /** No fault waits any longer. */
  | { do: 'clearFaults' }
  | { do: 'limits'; limits: SimLimits }
  | { do: 'reset' };

/** Telegram's limits: none, refused with 429, or held back until they fit (L1, L2). */
export type SimLimits = 'off' | 'buckets' | 'queue';

/** What goes wrong with a call. */
export type SimFaultKind =
  /** The bot was removed, in the words for this kind of chat. */
  | { kind: 'forbidden' }
  /** Any refusal of Telegram's table; the description with its `Bad Request: ` or `Forbidden: `. */
  | { kind: 'refused'; code: 400 | 401 | 403; description: string }
  /** 429; seconds. */
  | { kind: 'tooManyRequests'; retryAfter: number }
  | { kind: 'serverError' }
  /** 502 as an HTML page; with `accepted` the call was carried out all the same (T3). */
  | { kind: 'badGateway'; accepted?: boolean }
  /** No answer ever, and not carried out. */
  | { kind: 'hang' }
  | { kind: 'cutBeforeAccept' }
  | { kind: 'cutAfterAccept' }
  /** Carried out at once, answered so many ms later. */
  | { kind: 'slow'; ms: number }
  /** Never answered, and carried out so many ms later, by the clock of this world. */
  | { kind: 'late'; ms: number }
  /** Of getUpdates: the last confirmation got lost, so that its updates come again, perhaps in another order. */
  | { kind: 'loseConfirmation'; reordered?: boolean };

/** A fault, and the calls that it hits. */
export type SimFault = SimFaultKind & {
  /** Lower-case method name; every method but getUpdates when absent. */
  method?: string;
  chatId?: number;
  /** How many calls it hits; 1 when absent. */
  times?: number;
  /** 0 to 1: hits calls by chance, the same ones for the same seed. */
  probability?: number;
  seed?: number;
};

/** A fault that waits, and how many calls it still hits; null: until the next reset. */
export interface SimWaitingFault {
  fault: SimFault;
  left: number | null;
}
