import { createApp } from '../app.js';
import { createShiftableClock } from '../common/clock.js';
import { startEmbeddedMongo } from '../common/db/embedded.js';
import { createLogger } from '../common/logger.js';
import { createTeamService } from '../features/team/index.js';
import { createSampleWorld, type SampleWorld } from './sample-world.js';
import { createLocalTelegram, type LocalTelegram } from './telegram/index.js';

export interface Playground {
  telegram: LocalTelegram;
  /** Where `/_sim` answers. */
  simRoot: string;
  sample: SampleWorld;
  stop(): Promise<void>;
}

/** The zone of this machine, so that a typed hour is the hour on its owner's wall. */
const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Herald with a database and a Telegram of its own, and the sample people in it; all of it is gone after `stop`. */
export async function startPlayground(say: (line: string) => void): Promise<Playground> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const clock = createShiftableClock();
    const mongo = await startEmbeddedMongo({ log: say });
    stops.push(mongo.stop);
    const telegram = createLocalTelegram({ clock });
    const { apiRoot, simRoot, token } = await telegram.start();
    stops.push(telegram.stop);
    const app = createApp({
      token,
      apiRoot,
      mongodbUri: mongo.uri,
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
    const team = createTeamService({ clock, defaultTimezone: ZONE });
    const sample = await createSampleWorld({ telegram, team });
    return { telegram, simRoot, sample, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
