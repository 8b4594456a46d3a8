import { createApp } from '../app.js';
import { createShiftableClock } from '../common/clock.js';
import { startEmbeddedMongo } from '../common/db/embedded.js';
import { createLogger } from '../common/logger.js';
import { createJoining } from '../features/team/index.js';
import { createSampleWorld, type SampleWorld } from './sample-world.js';
import { createLocalTelegram, type LocalTelegram } from './telegram/index.js';

interface Life {
  readonly telegram: LocalTelegram;
  /** Where `/_sim` answers. */
  readonly simRoot: string;
  readonly sample: SampleWorld;
}

/** What it shows is of its present life: a reset begins another. */
export interface Playground extends Life {
  /** Ends this life and begins another: an empty database, the sample people and groups, the present time. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** The zone of this machine, so that a typed hour is the hour on its owner's wall. */
const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

type Stops = (() => Promise<unknown>)[];

async function endAll(stops: Stops): Promise<void> {
  for (const end of stops.splice(0).reverse()) await end();
}

/** A Telegram, Herald, and the sample people in it. */
async function beginLife(mongodbUri: string, stops: Stops): Promise<Life> {
  const clock = createShiftableClock();
  const telegram = createLocalTelegram({ clock });
  const { apiRoot, simRoot, token } = await telegram.start();
  stops.push(telegram.stop);
  const app = createApp({
    token,
    apiRoot,
    mongodbUri,
    adminIds: [],
    timezone: ZONE,
    web: { host: '127.0.0.1', port: 0 },
    clock,
    log: createLogger('warn'),
    // Adam is the admin already.
    onClaimLink: () => {},
  });
  await app.start();
  stops.push(app.stop);
  await app.leading;
  const joining = createJoining({ clock, defaultTimezone: ZONE });
  const sample = await createSampleWorld({ telegram, joining });
  return { telegram, simRoot, sample };
}

/** Herald with a database and a Telegram of its own, and the sample people in it; all of it is gone after `stop`. */
export async function startPlayground(say: (line: string) => void): Promise<Playground> {
  const mongo = await startEmbeddedMongo({ log: say });
  const stops: Stops = [];
  let lives = 0;
  const begin = (): Promise<Life> => {
    const uri = new URL(mongo.uri);
    uri.pathname = `/herald_${++lives}`;
    return beginLife(uri.href, stops);
  };
  const stop = async () => {
    await endAll(stops);
    await mongo.stop();
  };
  let life: Life;
  try {
    life = await begin();
  } catch (error) {
    await stop();
    throw error;
  }
  let resetting: Promise<void> | undefined;
  const reset = async () => {
    await endAll(stops);
    life = await begin();
  };
  return {
    get telegram() {
      return life.telegram;
    },
    get simRoot() {
      return life.simRoot;
    },
    get sample() {
      return life.sample;
    },
    reset() {
      resetting ??= reset().finally(() => {
        resetting = undefined;
      });
      return resetting;
    },
    stop,
  };
}
