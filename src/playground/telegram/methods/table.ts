import type { Method, MethodTable } from '../call.js';
import { administrationMethods } from './administration.js';
import { albumMethods } from './albums.js';
import { botMethods } from './bot.js';
import { chatMethods } from './chats.js';
import { commandMethods } from './commands.js';
import { copyingMethods } from './copying.js';
import { deletingMethods } from './deleting.js';
import { editingMethods } from './editing.js';
import { inlineMethods } from './inline.js';
import { invitingMethods } from './inviting.js';
import { reactingMethods } from './reacting.js';
import { sendingMethods } from './sending.js';
import { plainMethods } from './sending-plain.js';
import { topicMethods } from './topics.js';

const TABLES: readonly MethodTable[] = [
  administrationMethods,
  albumMethods,
  botMethods,
  chatMethods,
  commandMethods,
  copyingMethods,
  deletingMethods,
  editingMethods,
  inlineMethods,
  invitingMethods,
  reactingMethods,
  plainMethods,
  sendingMethods,
  topicMethods,
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
