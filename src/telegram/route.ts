import type { Origin } from '@common/actor.js';
import type { HeraldContext } from './context.js';

const VERB = /^([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)?)(?=[:/])/;
const COMMAND = /^\/[a-z]{1,32}(?=\s|@|$)/;

/** What was pressed or which command was given, without anything behind it: ids, payloads of links and words stay out. */
function routeOf({ callbackQuery, message }: Pick<HeraldContext, 'callbackQuery' | 'message'>): string {
  const [, verb] = VERB.exec(callbackQuery?.data ?? '') ?? [];
  const [command] = COMMAND.exec(message?.text ?? '') ?? [];
  return `chat:${verb ?? command ?? 'message'}`;
}

/** Where an act from the chat came from. */
export function chatOrigin(ctx: Pick<HeraldContext, 'callbackQuery' | 'message'>): Origin {
  return { route: routeOf(ctx), ip: null, userAgent: 'telegram' };
}
