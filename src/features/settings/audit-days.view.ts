import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import { formatFullMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { backRow } from '../../telegram/home-button.js';
import type { Screen } from '../../telegram/screen.js';
import { AUDIT_DAYS_CHOICES, type AuditDays, auditDaysCode } from './audit-days.rules.js';

interface KeptLog {
  /** Of the settings. */
  rev: number;
  days: number;
  /** When the oldest entry was written; null in an empty log. */
  oldest: Date | null;
  /** Whether whoever looks may set it. */
  maySet: boolean;
}

/** For how long the log is kept, with a tap for each choice. */
export function auditDaysScreen({ rev, days, oldest, maySet }: KeptLog, actor: Actor): Screen {
  const { locale, timezone } = actor;
  const choices = AUDIT_DAYS_CHOICES.map((choice) =>
    button(
      `${choice === days ? '✅ ' : ''}${t(locale, 'audit-days', { count: choice })}`,
      'settings.keep-audit',
      auditDaysCode(choice, false),
      rev,
    ),
  );
  return {
    body: FormattedString.join([
      FormattedString.bold(t(locale, 'audit-days-title')),
      '\n\n',
      [
        t(locale, 'audit-days-now', { days }),
        ...(oldest
          ? [t(locale, 'audit-days-oldest', { when: formatFullMoment(oldest.getTime(), timezone, locale) })]
          : []),
        t(locale, 'audit-days-hint'),
      ].join('\n'),
    ]),
    rows: [...(maySet ? [choices.slice(0, 2), choices.slice(2)] : []), backRow(locale, 'audit.list')],
  };
}

interface Loss {
  rev: number;
  to: AuditDays;
  /** Entries that are older, and before when they were written. */
  count: number;
  before: number;
}

/** Asks before history goes. */
export function auditLossScreen({ rev, to, count, before }: Loss, actor: Actor): Screen {
  const { locale, timezone } = actor;
  const when = formatFullMoment(before, timezone, locale);
  return {
    body: FormattedString.join([
      FormattedString.bold(t(locale, 'audit-days-ask', { to })),
      '\n\n',
      t(locale, 'audit-days-loss', { count, when }),
    ]),
    rows: [
      [button(t(locale, 'audit-days-yes', { count }), 'settings.keep-audit', auditDaysCode(to, true), rev)],
      [button(t(locale, 'audit-days-no'), 'settings.audit-days', '')],
    ],
  };
}
