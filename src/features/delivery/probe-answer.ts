import { asChatId, type ChatId } from '@common/ids.js';
import { GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import { outcomeOf } from './send-outcome.js';

/** What one edit of one message proves. */
export type ProbeAnswer =
  /** It looks exactly as the post would. */
  | { kind: 'ours' }
  | { kind: 'not-ours' }
  /** It is not there: it may have been ours. */
  | { kind: 'gone' }
  /** It was another message of ours, and has the wrong keyboard now. */
  | { kind: 'hit'; message: Message }
  | { kind: 'moved'; to: ChatId }
  /** `untouched`: the edit was certainly not carried out. `counts`: Telegram had its chance to answer. */
  | { kind: 'nothing'; untouched: boolean; counts: boolean; slowDown: boolean; afterMs: number };

const WAIT_MS = 30_000;

/** Telegram's words for what an edit met; the first that matches. */
const REFUSALS: readonly [RegExp, ProbeAnswer][] = [
  [/message is not modified/, { kind: 'ours' }],
  [/message can't be edited|there is no (text|caption|media) in the message/, { kind: 'not-ours' }],
  [/message to edit not found|MESSAGE_ID_INVALID/, { kind: 'gone' }],
];

/** Reads what a refused or failed edit proves. Pure: the same error means the same, whoever asks. */
export function probeAnswerOf(error: unknown): ProbeAnswer {
  if (error instanceof GrammyError) {
    const to = error.parameters.migrate_to_chat_id;
    if (to !== undefined) return { kind: 'moved', to: asChatId(to) };
    const known = REFUSALS.find(([pattern]) => pattern.test(error.description));
    if (error.error_code === 400 && known) return known[1];
  }
  const outcome = outcomeOf(error);
  if (outcome.kind !== 'again')
    return {
      kind: 'nothing',
      untouched: outcome.kind === 'refused',
      counts: true,
      slowDown: false,
      afterMs: WAIT_MS,
    };
  const slowDown = outcome.cause === 'too-many-requests';
  return { kind: 'nothing', untouched: true, counts: slowDown, slowDown, afterMs: outcome.afterMs };
}
