import type { AcceptLogWriter } from './accept-log.js';
import { type Answer, refusal } from './answers.js';
import type { Backend } from './call.js';
import { TelegramError } from './errors.js';
import { messagesOf } from './limits.js';
import { methodNamed } from './methods/table.js';
import type { CallInput } from './parameters.js';

/** Does what a call asks for, and answers as Telegram does. */
export type CarryOut = (name: string, input: CallInput) => Promise<Answer>;

export function createCarryOut(backend: Backend, log: AcceptLogWriter): CarryOut {
  /** Limits come first: a call that is refused later has used up its place. */
  async function admit(name: string, { params }: CallInput): Promise<void> {
    const messages = messagesOf(name, params);
    const chat = backend.world.chats.get(Number(params['chat_id']));
    if (messages > 0 && chat) await backend.limits.admit(chat, messages);
  }

  return async (name, input) => {
    const method = methodNamed(name);
    try {
      if (!method) throw new TelegramError(404, 'Not Found: method not found');
      await admit(name, input);
      const result = await method(backend, input);
      log.add(backend.clock.now(), name, input.params, result);
      return { status: 200, body: { ok: true, result } };
    } catch (error) {
      return refusal(error);
    }
  };
}
