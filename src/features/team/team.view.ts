import type { Actor, Role } from '@common/actor.js';
import { type PlainKey, t } from '@common/i18n/index.js';
import type { MagicLink, User } from '@common/models/index.js';
import { formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button, type Verb } from '../../telegram/callback.js';
import { backRow, homeButton } from '../../telegram/home-button.js';
import { listPager, type Page } from '../../telegram/pager.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import type { Invitation } from './invitations.service.js';
import { teamActions } from './team.policy.js';

function iconOf({ role, status }: Pick<User, 'role' | 'status'>): string {
  if (status === 'disabled') return '⏸';
  return role === 'admin' ? '👑' : '👤';
}

/** The team, and what is still open to join it. */
export function teamScreen(page: Page<User>, invitations: number, { locale, userId }: Actor): Screen {
  const members = page.items.map((user) => {
    const name = user._id === userId ? t(locale, 'team-you', { name: user.name }) : user.name;
    return [button(`${iconOf(user)} ${name}`, 'team.member', user._id)];
  });
  const open = button(t(locale, 'team-invitations', { count: invitations }), 'team.invitations', '');
  return {
    body: FormattedString.join([FormattedString.bold(t(locale, 'team')), '\n\n', t(locale, 'team-hint')]),
    rows: [
      ...members,
      ...listPager(page, 'team.list'),
      [button(t(locale, 'team-invite'), 'team.invite', ''), ...(invitations > 0 ? [open] : [])],
      [homeButton(locale)],
    ],
  };
}

function memberRows(user: User, actor: Actor): Button[][] {
  const { _id, rev, role } = user;
  const { locale } = actor;
  const offer = (action: keyof typeof teamActions, text: PlainKey, verb: Verb) =>
    may(actor, teamActions[action], user) ? [button(t(locale, text), verb, _id, rev)] : [];
  const change =
    role === 'admin'
      ? offer('role', 'team-make-operator', 'team.operator')
      : offer('role', 'team-make-admin', 'team.admin');
  // Another admin has to see to who sees to all the others.
  if (_id === actor.userId) return [change];
  return [
    [
      ...change,
      ...offer('disable', 'team-disable', 'team.disable'),
      ...offer('enable', 'team-enable', 'team.enable'),
    ],
    offer('remove', 'team-remove', 'team.ask-remove'),
  ].filter((row) => row.length > 0);
}

export function memberScreen(user: User, actor: Actor): Screen {
  const { locale } = actor;
  const seen = user.lastSeenAt
    ? formatMoment(user.lastSeenAt.getTime(), actor.timezone, locale)
    : t(locale, 'team-never-seen');
  const lines = [
    ...(user.username ? [`@${user.username}`] : []),
    `${iconOf(user)} ${t(locale, `role-${user.role}`)} · ${t(locale, `team-status-${user.status}`)}`,
    t(locale, 'team-zone', { zone: user.timezone }),
    t(locale, 'team-seen', { when: seen }),
  ];
  return {
    body: FormattedString.join([FormattedString.bold(user.name), '\n\n', lines.join('\n')]),
    rows: [...memberRows(user, actor), backRow(locale, 'team.list', '0')],
  };
}

/** Removing can't be undone by a press: it asks first, and says what becomes of the person's things. */
export function askRemoveScreen(user: User, { locale }: Actor): Screen {
  return {
    body: { text: t(locale, 'team-remove-ask', { name: user.name }) },
    rows: [
      [button(t(locale, 'team-remove-yes', { name: user.name }), 'team.remove', user._id, user.rev)],
      backRow(locale, 'team.member', user._id),
    ],
  };
}

function whomOf({ role, name }: Pick<MagicLink, 'role' | 'name'>, locale: Actor['locale']): string {
  const what = role ? t(locale, `role-${role}`) : '—';
  return name === null ? what : `${name} · ${what}`;
}

/** A link just made: only here is it known. */
export function invitationScreen(
  link: MagicLink,
  { url, token }: { url: string; token: string },
  { locale, timezone }: Actor,
): Screen {
  const until = formatMoment(link.expiresAt.getTime(), timezone, locale);
  const share = new URL('https://t.me/share/url');
  share.searchParams.set('url', url);
  share.searchParams.set('text', t(locale, 'team-share-text'));
  return {
    body: FormattedString.join([
      FormattedString.bold(whomOf(link, locale)),
      '\n\n',
      t(locale, 'team-invitation-link', { until }),
      '\n\n',
      url,
    ]),
    rows: [
      [{ text: t(locale, 'team-share'), url: share.href }, button(t(locale, 'team-qr'), 'team.qr', token)],
      [button(t(locale, 'team-revoke'), 'team.revoke', link._id)],
      backRow(locale, 'team.list', '0'),
    ],
  };
}

export function invitationsScreen(links: readonly MagicLink[], { locale, timezone }: Actor): Screen {
  const rows = links.map((link) => {
    const until = formatMoment(link.expiresAt.getTime(), timezone, locale);
    const text = t(locale, 'team-revoke-one', { whom: whomOf(link, locale), until });
    return [button(text, 'team.revoke', link._id)];
  });
  return {
    body: { text: t(locale, links.length > 0 ? 'team-invitations-hint' : 'team-no-invitations') },
    rows: [...rows, backRow(locale, 'team.list', '0')],
  };
}

/** What an invited person sees before they accept. */
export function acceptScreen({ role, by }: Invitation, token: string, locale: Actor['locale']): Screen {
  return {
    body: { text: t(locale, 'team-invited', { name: by, role: t(locale, `role-${role}`) }) },
    rows: [
      [
        button(t(locale, 'team-accept'), 'invite.accept', token),
        button(t(locale, 'team-decline'), 'invite.decline', ''),
      ],
    ],
  };
}

/** To the issuer: somebody came after the link had run out. */
export function tooLateScreen(link: MagicLink, { locale }: Actor): Screen {
  return {
    body: { text: t(locale, 'team-too-late', { whom: whomOf(link, locale) }) },
    rows: [[button(t(locale, 'team-invite-again'), 'team.again', link._id)], [homeButton(locale)]],
  };
}

export function acceptedScreen(link: MagicLink, user: User, { locale }: Actor): Screen {
  const role = t(locale, `role-${link.role ?? ('operator' satisfies Role)}`);
  return {
    body: { text: t(locale, 'team-accepted', { name: user.name, role }) },
    rows: [[button(t(locale, 'team-show-member'), 'team.member', user._id)], [homeButton(locale)]],
  };
}
