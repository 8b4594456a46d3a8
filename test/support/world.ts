import { onTestFinished } from 'vitest';
import { type App, type AppOptions, createApp } from '../../src/app.js';
import { createShiftableClock, type ShiftableClock } from '../../src/common/clock.js';
import { createLogger } from '../../src/common/logger.js';
import { createJoining } from '../../src/features/team/index.js';
import { createSampleWorld, type SampleWorld } from '../../src/playground/sample-world.js';
import { createLocalTelegram, type LocalTelegram } from '../../src/playground/telegram/index.js';
import { databaseUri, emptyDatabase, expectNamedFields } from './mongo.js';
import { judgeBySchema } from './schema-judge.js';

export const ZONE = 'Europe/Kyiv';

/** Herald and the Telegram that it talks to, empty. */
export interface EmptyWorld {
  telegram: LocalTelegram;
  /** Where its Bot API is. */
  apiRoot: string;
  clock: ShiftableClock;
  app: App;
  port: number;
  /** The claim links that the terminal showed. */
  links: string[];
  /** Stops Herald and starts it again, on the same database and Telegram. */
  restart(options?: Partial<AppOptions>): Promise<App>;
}

export interface World extends EmptyWorld, SampleWorld {}

/** A world of this test's own, which ends with it. Time begins on Thursday 26 November 2026, 12:00 in Kyiv. */
export async function openEmptyWorld(options: Partial<AppOptions> = {}): Promise<EmptyWorld> {
  const clock = createShiftableClock(Date.UTC(2026, 10, 26, 10, 0));
  const telegram = createLocalTelegram({ clock });
  const { apiRoot, token } = await telegram.start();
  judgeBySchema(telegram);
  const links: string[] = [];
  const base: AppOptions = {
    token,
    apiRoot,
    mongodbUri: databaseUri(),
    adminIds: [],
    timezone: ZONE,
    web: { host: '127.0.0.1', port: 0 },
    clock,
    log: createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent'),
    onClaimLink: (link) => void links.push(link),
  };

  async function launch(changed: Partial<AppOptions>): Promise<{ app: App; port: number }> {
    const app = createApp({ ...base, ...options, ...changed });
    const { port } = await app.start();
    await app.leading;
    return { app, port };
  }

  const world: EmptyWorld = {
    telegram,
    apiRoot,
    clock,
    links,
    ...(await launch({})),
    async restart(changed = {}) {
      await world.app.stop();
      Object.assign(world, await launch(changed));
      return world.app;
    },
  };
  onTestFinished(async () => {
    await world.app.stop();
    await telegram.stop();
    await expectNamedFields().finally(emptyDatabase);
  });
  return world;
}

/** The same, with Olga, Adam, Mia and two groups that take ads. */
export async function openWorld(options: Partial<AppOptions> = {}): Promise<World> {
  const empty = await openEmptyWorld(options);
  const joining = createJoining({ clock: empty.clock, defaultTimezone: ZONE });
  const sample = await createSampleWorld({ telegram: empty.telegram, joining });
  return Object.assign(empty, sample);
}
