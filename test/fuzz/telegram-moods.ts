import type { Bench } from '../authz/bench.js';
import type { Dice } from './dice.js';

/** What Telegram refuses at times, however right a call is. */
const REFUSALS = [
  { error_code: 400, description: 'Bad Request: message to edit not found' },
  { error_code: 400, description: 'Bad Request: message is not modified' },
  { error_code: 400, description: 'Bad Request: query is too old and response timeout expired' },
  { error_code: 403, description: 'Forbidden: bot was blocked by the user' },
  { error_code: 429, description: 'Too Many Requests: retry after 30', parameters: { retry_after: 30 } },
];
const REFUSED = 0.04;

/** Lets Telegram refuse some calls, and know who owns the groups. */
export function givesMoods({ bot, cast }: Bench, dice: Dice): void {
  const chief = cast.users['owner of the group'];
  bot.api.config.use(async (previous, method, payload, signal) => {
    if (dice.chance(REFUSED)) return { ok: false, ...dice.pick(REFUSALS) };
    if (method === 'getChatMember' && 'user_id' in payload && payload.user_id === chief.id)
      return { ok: true, result: { status: 'creator', user: chief, is_anonymous: false } as never };
    return previous(method, payload, signal);
  });
}
