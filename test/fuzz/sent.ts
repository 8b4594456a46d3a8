import type { User } from 'grammy/types';
import type { Principal } from '../authz/people.js';

/** An update without its number, and who sent it. */
export interface Sent {
  principal: Principal;
  /** Of a stranger whom nobody has met before. */
  telegramId?: number;
  update: Record<string, unknown>;
}

/** Who sends, and where. */
export interface Crowd {
  users: readonly { principal: Principal; user: User }[];
  chats: readonly { id: number; type: string; title: string }[];
}
