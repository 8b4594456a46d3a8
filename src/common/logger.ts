import { type Logger, pino, stdSerializers } from 'pino';
import { redacted } from './secrets.js';

export type { Logger };

/** What an error of Telegram's repeats of the call: words of people, links, files. */
const REPEATED = ['payload', 'parameters'];

/** An error as the log has it, with what caused it; not what was said in the chat. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const plain = stdSerializers.errWithCause(error);
  return Object.fromEntries(Object.entries(plain).filter(([key]) => !REPEATED.includes(key)));
}

/** Writes JSON lines; no token ever leaves through it. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, serializers: { err: serializeError } },
    { write: (line: string) => process.stdout.write(redacted(line)) },
  );
}

/** What nobody caught goes to the log like everything else, for Node itself would print it with its secrets. */
export function logCrashes(log: Logger): void {
  const crash = (error: unknown) => {
    log.fatal({ err: error }, 'Herald ends, for something broke that nobody expected');
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}
