import type { AppOptions } from '../../src/app.js';

export type BotTuning = NonNullable<AppOptions['tuning']>;

/** How long things take, for the bot and for whoever plays with it, in ms. */
export interface Values {
  tuning: BotTuning;
  /** Two leases. */
  freezeMs: number;
  /** Less than a transaction of a frozen process lasts. */
  takeoverMs: number;
  /** Whoever had a call under way has heard or given up by then. */
  callMs: number;
  /** So long nothing may happen at all. */
  patienceMs: number;
  /** So long a cell may take. */
  longestMs: number;
  /** A leader of the soak lives no longer. */
  latestKillMs: number;
}

/** A twentieth. */
export const SCALED: Values = {
  tuning: {
    leaseTtlMs: 500,
    leaseRenewMs: 150,
    sendTimeoutMs: 1_000,
    callTimeoutMs: 1_000,
    settleMs: 45_000,
    cronExpression: '* * * * * *',
  },
  freezeMs: 1_000,
  takeoverMs: 1_500,
  callMs: 2_000,
  patienceMs: 60_000,
  longestMs: 240_000,
  latestKillMs: 1_000,
};

/** Those of production. Who hangs for 20 s may be overtaken by the clock, which is put forward: no ad may be doubled. */
export const REAL: Values = {
  tuning: {},
  freezeMs: 20_000,
  takeoverMs: 1_500,
  callMs: 3_000,
  patienceMs: 60_000,
  longestMs: 420_000,
  latestKillMs: 3_000,
};
