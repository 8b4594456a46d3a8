import type { Clock } from '@common/clock.js';
import { say, t } from '@common/i18n/index.js';
import { isRefused } from '@common/outcome.js';
import { Composer } from 'grammy';
import { onPress, type Press } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { present, toast } from '../../telegram/screen.js';
import { type Act, auditActions, may } from '../audit/index.js';
import { auditDaysOf, readAuditDays } from './audit-days.rules.js';
import { auditDaysScreen, auditLossScreen } from './audit-days.view.js';
import { settingsActions } from './settings.policy.js';
import type { SettingsService } from './settings.service.js';

interface AuditDaysDeps {
  act: Act;
  clock: Clock;
  settings: Pick<SettingsService, 'read' | 'setAuditDays'>;
  auditLog: {
    oldest(): Promise<Date | null>;
    countBefore(date: Date): Promise<number>;
  };
}

const DAY_MS = 86_400_000;

/** For how long the audit log is kept: admins see and set it. */
export function auditDaysComposer(deps: AuditDaysDeps): Composer<HeraldContext> {
  const { act, clock, settings, auditLog } = deps;

  async function show(ctx: TeamContext): Promise<void> {
    const state = await settings.read();
    const log = {
      rev: state.rev,
      days: auditDaysOf(state),
      oldest: await auditLog.oldest(),
      maySet: may(ctx.actor, settingsActions.auditDays),
    };
    await present(ctx, auditDaysScreen(log, ctx.actor));
  }

  async function set(ctx: TeamContext, { id, rev }: Press): Promise<void> {
    const { actor, locale } = ctx;
    const choice = readAuditDays(id);
    if (!choice) return toast(ctx, t(locale, 'stale-button'));
    const { days, sure } = choice;
    const from = auditDaysOf(await settings.read());
    // Who may not set it is told so, and not asked.
    if (days < from && !sure && may(actor, settingsActions.auditDays)) {
      const before = clock.now() - days * DAY_MS;
      const count = await auditLog.countBefore(new Date(before));
      await present(ctx, auditLossScreen({ rev, to: days, count, before }, actor));
      return;
    }
    const outcome = await settings.setAuditDays(actor, rev, days);
    if (isRefused(outcome)) await toast(ctx, say(locale, outcome.refused));
    if (may(actor, settingsActions.auditDays)) await show(ctx);
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'settings.audit-days', async (ctx) => {
    const problem = await act.check(ctx.actor, auditActions.look, 'audit');
    if (problem) await toast(ctx, say(ctx.locale, problem));
    else await show(ctx);
  });
  onPress(team, 'settings.keep-audit', set);
  return composer;
}
