import { parseArgs } from 'node:util';
import { createLocalTelegram } from './index.js';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8081' } } });
const { apiRoot, simRoot, token } = await createLocalTelegram({ port: Number(values.port) }).start();
console.log(`API root: ${apiRoot}\nToken:    ${token}\nWorld:    ${simRoot}`);
