import { randomUUID } from 'node:crypto';
import type { Clock } from '@common/clock.js';
import { configureDb, disconnectDb } from '@common/db/index.js';
import { createLease } from '@common/db/lease.js';
import { runMigrations } from '@common/db/migrations/index.js';
import { t } from '@common/i18n/index.js';
import { asTelegramUserId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import { Api, type Bot, Composer } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { createHome, createHomeMenu, setCommands } from './features/home/index.js';
import { POSTING_LEASE } from './features/settings/index.js';
import { claimComposer, createClaimLinks, identify, strangersComposer } from './features/team/index.js';
import { createLeader, type Duty } from './leader.js';
import { createRooms, type Rooms } from './rooms.js';
import { type HeraldContext, isTeam } from './telegram/context.js';
import { assemble, createBot } from './telegram/create-bot.js';
import { leaveConversation } from './telegram/dialog/conversation-storage.repo.js';
import { draftRepo } from './telegram/dialog/draft.repo.js';
import { createDialogDoor } from './telegram/dialog/enter.js';
import { resumeLostDialog } from './telegram/dialog/lost.js';
import { createStage } from './telegram/dialog/stage.js';
import { fetchOnce } from './telegram/fetch.js';
import { toast } from './telegram/screen.js';
import { createPolling } from './telegram/updates/polling.js';
import { updateRepo } from './telegram/updates/update.repo.js';
import { createUpdateSource, type Trouble } from './telegram/updates/update-source.js';
import { leaves } from './telegram/ways-out.js';
import { createWeb } from './web/server.js';

export interface AppOptions {
  token: string;
  apiRoot: string;
  mongodbUri: string;
  /** Telegram ids of people who are admins from their first word on. */
  adminIds: readonly number[];
  /** IANA zone of new people and groups. */
  timezone: string;
  web: { host: string; port: number };
  clock: Clock;
  log: Logger;
  /** Shows the first admin's one-time link where only the owner of the machine sees it. */
  onClaimLink(link: string): void;
  tuning?: Partial<Tuning>;
}

/** What tests set to other values than production. */
interface Tuning {
  /** After this long (ms) without an answer the outcome of a send is unknown. */
  sendTimeoutMs: number;
  leaseTtlMs: number;
  leaseRenewMs: number;
  /** Without the timer the cron tick alone executes the queue. */
  timer: boolean;
  /** Ticks that execute the queue by themselves; with seconds, as node-cron reads it. */
  cronExpression: string;
}

const TUNING: Tuning = {
  sendTimeoutMs: 20_000,
  leaseTtlMs: 10_000,
  leaseRenewMs: 3_000,
  timer: true,
  cronExpression: '*/5 * * * * *',
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
  const shell = createBot(options);
  const { bot } = shell;
  const door = createDialogDoor(draftRepo);
  const rooms = createRooms({
    api: bot.api,
    postingApi: createPostingApi(options, tuning.sendTimeoutMs),
    sendTimeoutMs: tuning.sendTimeoutMs,
    maySend: lease.isHeld,
    timer: tuning.timer,
    cronExpression: tuning.cronExpression,
    door,
    botUsername: () => bot.botInfo.username,
    timezone: options.timezone,
    clock,
    log,
  });
  let trouble: Trouble | null = null;
  assembleBot({ shell, rooms, door, adminIds: options.adminIds, isRivaled: () => trouble === 'rival' });

  let introduced: () => void;
  const leading = new Promise<void>((resolve) => {
    introduced = resolve;
  });
  const duties = createDuties({
    ...options,
    bot,
    rooms,
    onLeading: () => introduced(),
    onTrouble(now) {
      trouble = now;
    },
  });
  const leader = createLeader({ lease, log, prepare: () => runMigrations(log), duties });
  const web = createWeb({
    ...options.web,
    health: () => ({ leader: lease.isHeld(), problems: trouble === null ? [] : [trouble] }),
  });

  return {
    leading,
    async start() {
      const port = await web.start();
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

interface BotParts {
  shell: ReturnType<typeof createBot>;
  rooms: Rooms;
  door: ReturnType<typeof createDialogDoor>;
  adminIds: readonly number[];
  /** Whether another program seems to use our token. */
  isRivaled(): boolean;
}

function assembleBot({ shell, rooms, door, adminIds, isRivaled }: BotParts): void {
  const { team, loop, notifications } = rooms;
  const home = createHome({
    menu: createHomeMenu(rooms.sections),
    notices: async (actor) => [
      ...(await rooms.notices(actor)),
      ...(isRivaled() ? [t(actor.locale, 'trouble-rival')] : []),
    ],
  });
  const welcome = (ctx: HeraldContext) => (isTeam(ctx) ? home.open(ctx) : Promise.resolve());
  assemble(shell, {
    identify: new Composer(identify(team, adminIds), async (ctx, next) => {
      await next();
      // What somebody did may have made something due.
      if (isTeam(ctx)) loop.nudge();
      if (isTeam(ctx) || ctx.callbackQuery) notifications.nudge();
    }),
    leaves,
    async leaveDialog(userId) {
      await leaveConversation(userId);
      await draftRepo.removeOf(asTelegramUserId(userId));
    },
    stage: createStage({
      api: shell.bot.api,
      drafts: draftRepo,
      dialogs: rooms.dialogs,
      actorOf: team.actorOf,
    }),
    rooms: [
      home.composer,
      claimComposer(team, welcome),
      ...rooms.open,
      strangersComposer(),
      resumeLostDialog(draftRepo, door),
      ...rooms.forTeam,
    ],
    otherwise: tellUnknown,
  });
}

/** Groups are left alone; a person in a private chat gets a word. */
async function tellUnknown(ctx: HeraldContext): Promise<void> {
  if (ctx.chat?.type !== 'private') return;
  if (ctx.callbackQuery) await toast(ctx, t(ctx.locale, 'stale-button'));
  else if (ctx.message) await ctx.reply(t(ctx.locale, 'unknown-message'));
}

interface DutiesDeps extends AppOptions {
  bot: Bot<HeraldContext>;
  rooms: Rooms;
  onLeading(): void;
  onTrouble(trouble: Trouble | null): void;
}

/** What the holder of the lease does, and nobody else. */
function createDuties(deps: DutiesDeps): (() => Duty)[] {
  const { bot, rooms, clock, log, adminIds } = deps;

  function fetchUpdates(): Duty {
    const claims = createClaimLinks({ team: rooms.team, clock, log, show: deps.onClaimLink });
    function introduce(me: UserFromGetMe): void {
      bot.botInfo = me;
      if (adminIds.length === 0) claims.start(me.username);
      setCommands({ api: bot.api, log, admins: rooms.team.admins }).catch((error: unknown) =>
        log.warn({ err: error }, 'the commands could not be set'),
      );
      deps.onLeading();
    }
    const supplier = createUpdateSource({
      api: bot.api,
      updates: updateRepo,
      clock,
      log,
      onIntroduced: introduce,
      onTrouble: deps.onTrouble,
    });
    const polling = createPolling({ bot, supplier, updates: updateRepo, clock, log });
    polling.start();
    return {
      async stop() {
        claims.stop();
        await polling.stop();
      },
    };
  }

  const steadily = (worker: Duty & { start(): void }) => () => {
    worker.start();
    return worker;
  };
  return [steadily(rooms.loop), steadily(rooms.notifications), fetchUpdates];
}
