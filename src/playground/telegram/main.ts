import { parseArgs } from 'node:util';
import { createLocalTelegram } from './index.js';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8081' } } });
const telegram = createLocalTelegram({ port: Number(values.port) });
const { apiRoot, simRoot, token } = await telegram.start();
console.log(`API root: ${apiRoot}\nToken:    ${token}\n/_sim:    ${simRoot}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void telegram.stop());
