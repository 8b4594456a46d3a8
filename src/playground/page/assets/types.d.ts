/** The page's own shapes, for its JSDoc; nothing of this reaches the browser. */
import type { Message, MessageEntity } from '@grammyjs/types';
import type {
  SimCall,
  SimChat,
  SimCommand,
  SimEvent,
  SimFault,
  SimMedia,
  SimPerson,
  SimState,
} from '../../telegram/sim-protocol.js';

export type {
  Message,
  MessageEntity,
  SimCall,
  SimChat,
  SimCommand,
  SimEvent,
  SimFault,
  SimMedia,
  SimPerson,
  SimState,
};

/** The menu of a message, and where on the screen it was asked for. */
export interface MessageMenu {
  chatId: number;
  message: Message;
  at: { x: number; y: number };
  reply: () => void;
}

/** A choice among chats or people. */
export interface Picking {
  title: string;
  /** Said when nothing can be chosen. */
  none: string;
  options: { id: number; title: string; note: string }[];
  /** So many may be chosen. */
  most: number;
  choose: (ids: number[]) => void;
}

export type Theme = 'system' | 'light' | 'dark';
export type DrawerTab = 'calls' | 'faults' | 'world';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'error';
}

export interface PageState {
  /** False until the first state has come. */
  ready: boolean;
  link: 'connecting' | 'live' | 'lost';
  /** Which world this is; another after every start of the playground. */
  world: string;
  bot: SimState['bot'];
  people: SimPerson[];
  chats: Record<number, SimChat>;
  commands: SimState['commands'];
  /** The simulated time, and the browser's own (performance.now) when it was told; both ms. */
  clock: { now: number; at: number };
  /** Who is being played and which of their chats is open; null shows the list on a phone. */
  personId: number;
  chatId: number | null;
  /** The group beside the chat. */
  besideId: number | null;
  /** The id of the newest message that was seen, by `person:chat`. */
  read: Record<string, number>;
  /** Presses that the bot has not answered yet: `person:chat:message:row:column`. */
  pending: string[];
  /** What the bot is doing in a chat ("typing"), by chat. */
  doing: Record<number, string>;
  /** A message to scroll to and light up. */
  target: { chatId: number; messageId: number } | null;
  toasts: Toast[];
  alert: string | null;
  /** A picture or video opened full screen. */
  viewing: { chatId: number; messageId: number } | null;
  menu: MessageMenu | null;
  picking: Picking | null;
  /** An address outside this machine that somebody wants to open. */
  leaving: string | null;
  /** The bot's latest calls, oldest first. */
  calls: SimCall[];
  faults: SimState['faults'];
  limits: SimState['limits'];
  theme: Theme;
  drawer: DrawerTab | null;
  /** The sample world is being built anew. */
  resetting: boolean;
}
