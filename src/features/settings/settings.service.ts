import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { Settings } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Act } from '../audit/index.js';
import type { AuditDays } from './audit-days.rules.js';
import { type SettingsSwitch, settingsActions } from './settings.policy.js';
import { readSettings, SETTINGS_ID, setStopped, updateSettings } from './settings.repo.js';

export interface SettingsService {
  read(tx?: Tx): Promise<Settings>;
  /** The disclosure that needs most room: what fits with it fits with each. */
  longestLabel(): Promise<string>;
  /** From its commit on no intent begins. Stopping twice is stopping once. */
  stop(actor: Actor): Promise<Outcome<Settings>>;
  resume(actor: Actor): Promise<Outcome<Settings>>;
  /** Turns something on or off that holds for the whole bot. */
  setSwitch(actor: Actor, name: SettingsSwitch, on: boolean): Promise<Outcome<Settings>>;
  /** What holds for groups that have nothing of their own; what is left out stays. */
  setLimits(
    actor: Actor,
    rev: number,
    limits: Partial<Settings['limits'] & Pick<Settings, 'quietHours'>>,
  ): Promise<Outcome<Settings>>;
  /** For how long entries of the audit log are kept. */
  setAuditDays(actor: Actor, rev: number, days: AuditDays): Promise<Outcome<Settings>>;
}

export function createSettingsService({ act, clock }: { act: Act; clock: Clock }): SettingsService {
  async function set(actor: Actor, stopped: Settings['stopped']): Promise<Outcome<Settings>> {
    await readSettings();
    return act.change(actor, stopped ? settingsActions.stop : settingsActions.resume, {
      id: SETTINGS_ID,
      load: readSettings,
      async change(tx, before) {
        if ((before.stopped !== null) === (stopped !== null)) return done(before);
        const after = await setStopped(stopped, tx);
        return after ? done(after) : refuse({ key: 'refused-gone' });
      },
    });
  }

  return {
    read: readSettings,
    async longestLabel() {
      const { labels } = await readSettings();
      return labels.casino.length > labels.onlyfans.length ? labels.casino : labels.onlyfans;
    },
    stop: (actor) => set(actor, { by: actor.userId, at: new Date(clock.now()) }),
    resume: (actor) => set(actor, null),
    setSwitch: (actor, name, on) =>
      act.change(actor, settingsActions[name], {
        id: SETTINGS_ID,
        load: readSettings,
        async change(tx, before) {
          const after = await updateSettings(before.rev, { [name]: on }, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),
    setAuditDays: (actor, rev, auditDays) =>
      act.change(actor, settingsActions.auditDays, {
        id: SETTINGS_ID,
        rev,
        load: readSettings,
        async change(tx, before) {
          const retention = { ...before.retention, auditDays };
          const after = await updateSettings(before.rev, { retention }, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),
    setLimits: (actor, rev, { quietHours, ...limits }) =>
      act.change(actor, settingsActions.limit, {
        id: SETTINGS_ID,
        rev,
        load: readSettings,
        async change(tx, before) {
          const change = {
            limits: { ...before.limits, ...limits },
            ...(quietHours !== undefined && { quietHours }),
          };
          const after = await updateSettings(before.rev, change, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),
  };
}
