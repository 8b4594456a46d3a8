import { parseArgs } from 'node:util';
import { createOwnClock } from './clock.js';
import { createLocalTelegram } from './index.js';
import type { SimLimits } from './sim-protocol.js';

const LIMITS: readonly SimLimits[] = ['off', 'buckets', 'queue'];

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8081' },
    log: { type: 'string' },
    held: { type: 'boolean', default: false },
    limits: { type: 'string', default: 'off' },
    history: { type: 'string' },
  },
});
const limits = LIMITS.find((known) => known === values.limits);
if (!limits) {
  console.error(`--limits takes ${LIMITS.join(', ')}`);
  process.exit(2);
}
const history = values.history === undefined ? undefined : Number(values.history);
if (history !== undefined && !(Number.isInteger(history) && history > 0)) {
  console.error('--history takes how many messages are kept in a chat');
  process.exit(2);
}
const telegram = createLocalTelegram({
  port: Number(values.port),
  clock: createOwnClock({ held: values.held }),
  limits,
  ...(history !== undefined && { history }),
  ...(values.log !== undefined && { logFile: values.log }),
});
telegram.observe(({ method, status }) => {
  if (status === 404) console.warn(`A method that nobody knows was called: ${method}`);
});
const { apiRoot, simRoot, token } = await telegram.start();
console.log(`API root: ${apiRoot}\nToken:    ${token}\n/_sim:    ${simRoot}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void telegram.stop());
