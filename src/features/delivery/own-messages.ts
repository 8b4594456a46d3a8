import type { Logger } from '@common/logger.js';
import type { Api, Transformer } from 'grammy';
import type { Message } from 'grammy/types';

function isMessage(result: unknown): result is Message {
  return typeof result === 'object' && result !== null && 'message_id' in result && 'chat' in result;
}

/** Tells of each message that this client sends into a group, so that none is taken for a post. */
export function watchOwnMessages(api: Api, log: Logger, onSent: (message: Message) => Promise<void>): void {
  const watch: Transformer = async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal);
    if (answer.ok && method.startsWith('send') && isMessage(answer.result)) {
      const message: Message = answer.result;
      if (message.chat.type !== 'private')
        await onSent(message).catch((error: unknown) =>
          log.error({ err: error }, 'a message of ours could not be noted'),
        );
    }
    return answer;
  };
  api.config.use(watch);
}
