import type { Actor } from '@common/actor.js';
import { type Locale, t } from '@common/i18n/index.js';
import { formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { backRow, homeButton } from '../../telegram/home-button.js';
import type { PanelPart } from '../../telegram/panel.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { browserOf } from './browser.rules.js';
import type { SessionView } from './sessions.service.js';

/** "Firefox on Windows" */
function browserWords(userAgent: string | null, locale: Locale): string {
  const { browser = t(locale, 'session-some-browser'), system } = browserOf(userAgent);
  return system === undefined ? browser : t(locale, 'session-browser', { browser, system });
}

/** On one's profile: the way into the browser, and what is signed in already. */
export function sessionsPanel(count: number, { locale }: Actor): PanelPart {
  const open = button(t(locale, 'session-open'), 'session.link', '');
  const list = button(t(locale, 'session-list', { count }), 'session.list', '');
  return { lines: [], rows: [count > 0 ? [open, list] : [open]] };
}

interface LoginLink {
  url: string;
  expiresAt: Date;
  /** Whether the address leads anywhere but to Herald's own machine. */
  isPublic: boolean;
}

/** A link just made: only here is it known. */
export function loginScreen({ url, expiresAt, isPublic }: LoginLink, { locale, timezone }: Actor): Screen {
  const until = formatMoment(expiresAt.getTime(), timezone, locale);
  const lines = [
    t(locale, 'session-link', { until }),
    ...(isPublic ? [] : [t(locale, 'session-local', { address: new URL(url).origin })]),
  ];
  return {
    body: { text: lines.join('\n\n') },
    rows: [[{ text: t(locale, 'session-follow'), url }], backRow(locale, 'profile.open')],
  };
}

function factsOf(session: SessionView, { locale, timezone }: Actor): string {
  return t(locale, 'session-facts', {
    browser: browserWords(session.userAgent, locale),
    when: formatMoment(session.lastUsedAt.getTime(), timezone, locale),
    where: session.ip ?? '—',
  });
}

/** Everything that is signed in as this person, and its end. */
export function sessionsScreen(sessions: readonly SessionView[], actor: Actor): Screen {
  const { locale } = actor;
  const ends = sessions.map((session, index): Button[] => {
    const browser = `${index + 1}. ${browserWords(session.userAgent, locale)}`;
    return [button(t(locale, 'session-end', { browser }), 'session.revoke', session._id)];
  });
  const all = button(t(locale, 'session-end-all', { count: sessions.length }), 'session.revoke-all', '');
  const facts = sessions.map((session, index) => `${index + 1}. ${factsOf(session, actor)}`);
  const text = sessions.length > 0 ? facts.join('\n') : t(locale, 'session-none');
  return {
    body: FormattedString.join([FormattedString.bold(t(locale, 'session-title')), '\n\n', text]),
    rows: [...ends, ...(sessions.length > 1 ? [[all]] : []), backRow(locale, 'profile.open')],
  };
}

/** To whom a browser was signed in as, in case that it was not them. */
export function openedScreen(session: SessionView, actor: Actor): Screen {
  const { locale } = actor;
  const isOver = session.revokedAt !== null;
  const text = t(locale, isOver ? 'session-ended' : 'session-opened', { facts: factsOf(session, actor) });
  const end = button(t(locale, 'session-not-me'), 'session.revoke', session._id);
  return { body: { text }, rows: [...(isOver ? [] : [[end]]), [homeButton(locale)]] };
}
