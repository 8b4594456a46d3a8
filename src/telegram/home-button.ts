import { type Locale, t } from '@common/i18n/index.js';
import { button, type Verb } from './callback.js';
import type { Button } from './screen.js';

/** Pressed anywhere, it leaves whatever the person is in and shows Home. */
export const HOME_VERB = 'home.open' satisfies Verb;

export function homeButton(locale: Locale): Button {
  return button(t(locale, 'home'), HOME_VERB, '');
}

/** The last row of every screen from the second level on: Back to a list or card, and Home. */
export function backRow(locale: Locale, verb: Verb, id = ''): Button[] {
  return [button(t(locale, 'back'), verb, id), homeButton(locale)];
}
