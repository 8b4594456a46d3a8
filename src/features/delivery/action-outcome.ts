import type { Message } from '@common/i18n/index.js';
import type { ChatId } from '@common/ids.js';
import type { PostAction } from '@common/models/index.js';
import { GrammyError } from 'grammy';
import { outcomeOf } from './send-outcome.js';

/** What is known after one try of an action; every action may be tried again without harm. */
export type ActionOutcome =
  /** It is as it should be, whoever made it so. */
  | { kind: 'done' }
  /** The message is not there any more. */
  | { kind: 'gone' }
  /** Telegram deletes it no more. */
  | { kind: 'too-old' }
  /** The chat has another id; the message means nothing there. */
  | { kind: 'moved'; to: ChatId }
  /** Nothing was decided: the chat rests for as long as Telegram asks. */
  | { kind: 'again'; afterMs: number }
  /** Done to what is known of an album; a person has to see to the rest. */
  | { kind: 'partly'; reason: Message }
  /** There is no point in it any more. */
  | { kind: 'dropped'; reason: Message }
  /** Refused, or without an answer: tried a few times more. */
  | { kind: 'failed'; reason: Message };

const NOT_FOUND = /message to (edit|delete|pin|unpin) not found|message not found|MESSAGE_ID_INVALID/;

/** Reads what a failed call means for the action. */
export function actionOutcomeOf(kind: PostAction['kind'], error: unknown): ActionOutcome {
  if (error instanceof GrammyError) {
    const { description } = error;
    if (description.includes('message is not modified')) return { kind: 'done' };
    // What is not pinned is unpinned, whether the message stands or not.
    if (NOT_FOUND.test(description)) return { kind: kind === 'unpin' ? 'done' : 'gone' };
    if (kind === 'delete' && description.includes("message can't be deleted")) return { kind: 'too-old' };
  }
  const outcome = outcomeOf(error);
  switch (outcome.kind) {
    case 'migrated':
      return { kind: 'moved', to: outcome.to };
    case 'again':
      return { kind: 'again', afterMs: outcome.afterMs };
    case 'refused':
      return { kind: 'failed', reason: outcome.reason };
    case 'unknown':
      return { kind: 'failed', reason: { key: 'action-no-answer' } };
  }
}
