import type { Method, MethodTable } from '../call.js';
import { albumMethods } from './albums.js';
import { botMethods } from './bot.js';
import { chatMethods } from './chats.js';
import { commandMethods } from './commands.js';
import { copyingMethods } from './copying.js';
import { deletingMethods } from './deleting.js';
import { editingMethods } from './editing.js';
import { invitingMethods } from './inviting.js';
import { reactingMethods } from './reacting.js';
import { sendingMethods } from './sending.js';

const TABLES: readonly MethodTable[] = [
  albumMethods,
  botMethods,
  chatMethods,
  commandMethods,
  copyingMethods,
  deletingMethods,
  editingMethods,
  invitingMethods,
  reactingMethods,
  sendingMethods,
];

const METHODS = new Map(
  TABLES.flatMap((table) =>
    Object.entries(table).map(([name, method]) => [name.toLowerCase(), method] as const),
  ),
);

/** The method of this name, whose case does not matter (T1). */
export function methodNamed(name: string): Method | undefined {
  return METHODS.get(name.toLowerCase());
}
