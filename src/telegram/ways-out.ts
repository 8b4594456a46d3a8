import { readPress, type Verb } from './callback.js';
import type { HeraldContext } from './context.js';
import { HOME_VERB } from './home-button.js';

/** Leaves the dialog that the person is in, and nothing else. */
export const LEAVE_VERB = 'dialog.leave' satisfies Verb;

const VERBS: readonly Verb[] = [HOME_VERB, LEAVE_VERB];
/** Whoever asks who advertises, by the link on an album, stays where they are. */
const COMMANDS = /^\/(start|cancel)(@\w+)?(\s(?!\s*a_)|$)/;

/** Whether an update is a way out of whatever the person is in. */
export function leaves({ message, callbackQuery }: HeraldContext): boolean {
  if (message?.text !== undefined) return COMMANDS.test(message.text);
  const data = callbackQuery?.data;
  return data !== undefined && VERBS.some((verb) => readPress(verb, data) !== undefined);
}
