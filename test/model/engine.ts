import { randomUUID } from 'node:crypto';
import { Api } from 'grammy';
import type { QueryFilter } from 'mongoose';
import type { Actor } from '../../src/common/actor.js';
import { configureDb, connectDb } from '../../src/common/db/index.js';
import { createLease, type Lease } from '../../src/common/db/lease.js';
import { runMigrations } from '../../src/common/db/migrations/index.js';
import { asTelegramUserId, newId, type UserId } from '../../src/common/ids.js';
import { createLogger } from '../../src/common/logger.js';
import { type PostStatus, type ScheduledPost, ScheduledPostModel } from '../../src/common/models/index.js';
import { POSTING_LEASE } from '../../src/features/settings/index.js';
import { createOwnClock } from '../../src/playground/telegram/clock.js';
import {
  createLocalTelegram,
  type LocalTelegram,
  type SimFault,
} from '../../src/playground/telegram/index.js';
import { createRooms, type Rooms } from '../../src/rooms.js';
import { draftRepo } from '../../src/telegram/dialog/draft.repo.js';
import { createDialogDoor } from '../../src/telegram/dialog/enter.js';
import { fetchOnce, type TelegramFetch } from '../../src/telegram/fetch.js';

const LEASE = { ttlMs: 600_000, renewMs: 200_000 };
const SEND_TIMEOUT_MS = 20_000;
/** Odd, so that a look for a post falls together with nothing that happens at whole seconds. */
const FIRST_LOOK_MS = 31_250;
const SETTLE_MS = 937_500;

export const ADAM: Actor = {
  userId: newId<UserId>(),
  telegramId: asTelegramUserId(700_001),
  name: 'Adam',
  role: 'admin',
  locale: 'en',
  timezone: 'UTC',
};

/**
 * Herald's posting engine, whole, on a clock that stands still but when it is told to go on: so that everything happens
 * at the very moment at which it should. It has neither timer nor hints; whoever drives it is its tick.
 */
export interface Engine {
  telegram: LocalTelegram;
  rooms(): Rooms;
  now(): number;
  /** Sets the clock (ms, UTC); nothing happens yet. */
  goTo(time: number): void;
  /** Looks at the queue until nothing more is to be done at this moment. */
  settle(): Promise<void>;
  /** When something is to be done next (ms, UTC). */
  next(): Promise<number>;
  /** The next ad in this chat meets a fault. */
  fault(chatId: number, fault: FaultKind): void;
  /** Another process takes over. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

type FaultKind = Pick<SimFault, 'kind'> & Partial<SimFault>;

function isAd(body: unknown): body is string {
  return typeof body === 'string' && body.includes('ad.who:');
}

export async function openEngine(mongodbUri: string, startAt: number): Promise<Engine> {
  const clock = createOwnClock({ held: true, startAt });
  const telegram = createLocalTelegram({ clock });
  const { apiRoot, token } = await telegram.start();
  const log = createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent');
  configureDb({ uri: mongodbUri });
  await connectDb();
  await runMigrations(log);
  const faults = new Map<number, FaultKind[]>();

  /** Only ads meet the faults, and not what else is sent to look for them. */
  const send: TelegramFetch = (input, init) => {
    if (String(input).endsWith('/sendMessage') && isAd(init?.body)) {
      const chatId = Number(/"chat_id":(-?\d+)/.exec(String(init?.body))?.[1]);
      const fault = faults.get(chatId)?.shift();
      if (fault) telegram.fault({ ...fault, method: 'sendmessage', chatId } as SimFault);
    }
    return fetchOnce(input, init);
  };

  async function begin(): Promise<{ rooms: Rooms; lease: Lease }> {
    const lease = createLease({ name: POSTING_LEASE, holder: randomUUID(), ...LEASE, log });
    await lease.acquire(new AbortController().signal);
    const rooms = createRooms({
      api: new Api(token, { apiRoot, fetch: fetchOnce }),
      postingApi: new Api(token, { apiRoot, fetch: send, timeoutSeconds: SEND_TIMEOUT_MS / 1000 }),
      sendTimeoutMs: SEND_TIMEOUT_MS,
      firstLookMs: FIRST_LOOK_MS,
      settleMs: SETTLE_MS,
      fence: lease,
      timer: false,
      cronExpression: '0 0 0 1 1 *',
      isPaced: true,
      door: createDialogDoor(draftRepo),
      botUsername: () => 'herald_bot',
      webAddress: () => ({ url: 'http://127.0.0.1', isPublic: false }),
      timezone: 'UTC',
      clock,
      log,
    });
    return { rooms, lease };
  }

  let running = await begin();
  // Makes the one row of settings, as each process does when it begins.
  await running.rooms.settings.read();

  /** One look with all the calls that follow from it. */
  async function look(): Promise<void> {
    running.rooms.loop.start();
    await running.rooms.loop.stop();
  }

  /** Whether something is still to be done at this moment; what is due waits while posting is stopped. */
  async function isOpen(): Promise<boolean> {
    const { stopped } = await running.rooms.settings.read();
    const awake: PostStatus[] = stopped ? ['uncertain'] : ['due', 'uncertain'];
    const open: QueryFilter<ScheduledPost>[] = [
      { wakeAt: { $lte: new Date(clock.now()) }, status: { $in: awake } },
      { status: { $in: ['claimed', 'sending'] } },
    ];
    return (await ScheduledPostModel.countDocuments({ $or: open })) > 0;
  }

  return {
    telegram,
    rooms: () => running.rooms,
    now: clock.now,
    goTo: (time) => clock.advance?.(Math.max(0, time - clock.now())),
    async settle() {
      await look();
      for (let looks = 1; await isOpen(); looks++) {
        if (looks > 500) throw new Error('the engine finds no rest');
        await look();
      }
    },
    async next() {
      const [first] = await ScheduledPostModel.find({ wakeAt: { $gt: new Date(clock.now()) } }, { wakeAt: 1 })
        .sort({ wakeAt: 1 })
        .limit(1)
        .lean<{ wakeAt: Date }[]>();
      return first?.wakeAt.getTime() ?? Number.POSITIVE_INFINITY;
    },
    fault: (chatId, fault) => void faults.set(chatId, [...(faults.get(chatId) ?? []), fault]),
    async restart() {
      await running.lease.release();
      running = await begin();
    },
    async stop() {
      await running.lease.release();
      await telegram.stop();
    },
  };
}
