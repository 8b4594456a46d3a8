import { randomUUID } from 'node:crypto';
import type { Clock } from '@common/clock.js';
import { configureDb, disconnectDb } from '@common/db/index.js';
import { createLease } from '@common/db/lease.js';
import { runMigrations } from '@common/db/migrations/index.js';
import type { Logger } from '@common/logger.js';
import { Api } from 'grammy';
import { assembleBot } from './bot.js';
import { createDuties } from './duties.js';
import { POSTING_LEASE } from './features/settings/index.js';
import { createLeader } from './leader.js';
import { createRooms } from './rooms.js';
import { createBot } from './telegram/create-bot.js';
import { draftRepo } from './telegram/dialog/draft.repo.js';
import { createDialogDoor } from './telegram/dialog/enter.js';
import { fetchOnce } from './telegram/fetch.js';
import { createDeadPresses } from './telegram/updates/dead-presses.js';
import type { Trouble } from './telegram/updates/update-source.js';
import { createWebAddress } from './web/address.js';
import { createWeb } from './web/server.js';

export interface AppOptions {
  token: string;
  apiRoot: string;
  mongodbUri: string;
  /** Telegram ids of people who are admins from their first word on. */
  adminIds: readonly number[];
  /** IANA zone of new people and groups. */
  timezone: string;
  web: {
    host: string;
    port: number;
    /** Where browsers reach the pages from elsewhere, without a slash at its end. */
    publicUrl?: string | undefined;
    /** How many reverse proxies stand before them. */
    trustedProxies?: number;
  };
  clock: Clock;
  log: Logger;
  /** Shows the first admin's one-time link where only the owner of the machine sees it. */
  onClaimLink(link: string): void;
  tuning?: Partial<Tuning>;
}

/** What tests and benches set to other values than production. */
interface Tuning {
  /** After this long (ms) without an answer any other call has failed. */
  callTimeoutMs: number;
  /** After this long (ms) without an answer the outcome of a send is unknown. */
  sendTimeoutMs: number;
  /** So long (ms) after an intent Telegram may still carry it out. */
  settleMs: number;
  leaseTtlMs: number;
  leaseRenewMs: number;
  /** Without the timer the cron tick alone executes the queue. */
  timer: boolean;
  /** Ticks that execute the queue by themselves; with seconds, as node-cron reads it. */
  cronExpression: string;
  /** `off-for-benches` suits no server with limits: Telegram would answer 429. */
  pacing: 'on' | 'off-for-benches';
}

const TUNING: Tuning = {
  callTimeoutMs: 20_000,
  sendTimeoutMs: 20_000,
  settleMs: 15 * 60_000,
  leaseTtlMs: 10_000,
  leaseRenewMs: 3_000,
  timer: true,
  cronExpression: '*/5 * * * * *',
  pacing: 'on',
};

export interface App {
  /** Resolves when the web side answers; the rest goes on as soon as database and Telegram can be reached. */
  start(): Promise<{ port: number }>;
  /** Resolves when this process has first talked with Telegram as the leader. */
  leading: Promise<void>;
  stop(): Promise<void>;
}

/** Herald: every room, behind one bot, on one database. One app a process, for the database connection is one. */
export function createApp(options: AppOptions): App {
  const { clock, log } = options;
  const tuning = { ...TUNING, ...options.tuning };
  configureDb({ uri: options.mongodbUri });
  const lease = createLease({
    name: POSTING_LEASE,
    holder: randomUUID(),
    ttlMs: tuning.leaseTtlMs,
    renewMs: tuning.leaseRenewMs,
    log,
  });
  const shell = createBot({ ...options, callTimeoutMs: tuning.callTimeoutMs });
  const { bot } = shell;
  const door = createDialogDoor(draftRepo);
  const address = createWebAddress(options.web);
  const rooms = createRooms({
    api: bot.api,
    postingApi: createPostingApi(options, tuning.sendTimeoutMs),
    sendTimeoutMs: tuning.sendTimeoutMs,
    firstLookMs: tuning.sendTimeoutMs + tuning.leaseTtlMs,
    settleMs: tuning.settleMs,
    fence: lease,
    timer: tuning.timer,
    cronExpression: tuning.cronExpression,
    isPaced: tuning.pacing === 'on',
    door,
    botUsername: () => bot.botInfo.username,
    webAddress: address.get,
    timezone: options.timezone,
    clock,
    log,
  });
  let trouble: Trouble | null = null;
  const deadPresses = createDeadPresses({ clock });
  const { adminIds } = options;
  assembleBot({ shell, rooms, door, adminIds, log, deadPresses, isRivaled: () => trouble === 'rival' });

  let introduced: () => void;
  const leading = new Promise<void>((resolve) => {
    introduced = resolve;
  });
  const duties = createDuties({
    ...options,
    bot,
    rooms,
    deadPresses,
    onLeading: () => introduced(),
    onTrouble(now) {
      trouble = now;
    },
  });
  async function prepare(): Promise<void> {
    await runMigrations(log);
    // Made here once: made inside a transaction that has read without it, it would wait for that to end.
    await rooms.settings.read();
  }
  const leader = createLeader({ lease, log, prepare, duties });
  const web = createWeb({
    ...options.web,
    trustedProxies: options.web.trustedProxies ?? 0,
    isHttps: address.isHttps,
    address: () => address.get().url,
    sessions: rooms.sessions,
    notices: rooms.notices,
    overview: rooms.overview,
    clock,
    log,
    health: () => ({
      leader: lease.isHeld(),
      problems: [...new Set([trouble ?? [], rooms.posting.isRefused() ? ('bad-token' as const) : []].flat())],
      posting: rooms.posting.figures(),
    }),
  });

  return {
    leading,
    async start() {
      const port = await web.start();
      address.listensOn(port);
      leader.start();
      return { port };
    },
    async stop() {
      await leader.stop();
      await web.stop();
      await disconnectDb();
    },
  };
}

/** Posts go out by a client of their own: it asks once, and gives up in time. */
function createPostingApi({ token, apiRoot }: AppOptions, timeoutMs: number): Api {
  return new Api(token, { apiRoot, fetch: fetchOnce, timeoutSeconds: timeoutMs / 1000 });
}
