/** The page's own shapes, for its JSDoc; nothing of this reaches the browser. */
import type { Message, MessageEntity } from '@grammyjs/types';
import type {
  SimChat,
  SimCommand,
  SimEvent,
  SimMedia,
  SimPerson,
  SimState,
} from '../../telegram/sim-protocol.js';

export type { Message, MessageEntity, SimChat, SimCommand, SimEvent, SimMedia, SimPerson, SimState };

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'error';
}

export interface PageState {
  /** False until the first state has come. */
  ready: boolean;
  link: 'connecting' | 'live' | 'lost';
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
  /** By `person:chat`. */
  unread: Record<string, number>;
  /** Presses that the bot has not answered yet: `person:chat:message:row:column`. */
  pending: string[];
  /** What the bot is doing in a chat ("typing"), by chat. */
  doing: Record<number, string>;
  /** A message to scroll to and light up. */
  target: { chatId: number; messageId: number } | null;
  toasts: Toast[];
  alert: string | null;
  /** A picture opened full screen. */
  viewing: string | null;
}
