import type { Bench, RunResult } from './support/bench.js';
import { type Load, postJson } from './support/http-load.js';
import { startLocalTelegram } from './support/local-telegram.js';
import { type ServerProcess, startServer } from './support/server-process.js';
import { percentile } from './support/statistics.js';

const CONCURRENCY = 16;
const WARM_UP = 3_000;
/** The two servers take turns, so that what else the machine does hits both. */
const TURNS = 8;
const CALLS_A_TURN = 4_000;
const HISTORY = 200;
const MEMORY_STEPS = 10;
const MESSAGES_A_STEP = 20_000;
const CHATS = 50;
const FIRST_PERSON = 1_000;
const MB = 2 ** 20;

interface Target {
  name: string;
  url: string;
  server: ServerProcess;
  ms: number;
  latencies: number[];
  cpuMs: number;
}

async function startTelegram(): Promise<{ server: ServerProcess; url: string }> {
  const { server, apiRoot, token, sim } = await startLocalTelegram(['--history', String(HISTORY)]);
  for (let id = FIRST_PERSON; id < FIRST_PERSON + CHATS; id++) {
    await sim({ do: 'addPerson', person: { id, first_name: `Person ${id}` } });
    await sim({ do: 'start', userId: id });
  }
  return { server, url: `${apiRoot}/bot${token}/sendMessage` };
}

/** A message as Herald sends one: a text with formatting and a button. */
function message(call: number) {
  return {
    chat_id: FIRST_PERSON + (call % CHATS),
    text: `Come and see my new photos, number ${call}: https://example.org/autumn`,
    entities: [{ type: 'bold', offset: 0, length: 4 }],
    reply_markup: { inline_keyboard: [[{ text: 'See them', url: 'https://example.org/autumn' }]] },
  };
}

const send = (url: string, count: number): Promise<Load> => postJson(url, CONCURRENCY, count, message);

async function takeTurn(target: Target): Promise<void> {
  const before = target.server.cpuMs();
  const { ms, latencies } = await send(target.url, CALLS_A_TURN);
  target.ms += ms;
  target.latencies.push(...latencies);
  target.cpuMs += target.server.cpuMs() - before;
}

function summary({ name, ms, latencies, cpuMs }: Target) {
  const perSecond = (latencies.length / ms) * 1_000;
  const p99 = percentile(latencies, 0.99);
  const cpuMicros = (cpuMs / latencies.length) * 1_000;
  const line = `${name}: ${perSecond.toFixed(0)} calls/s, p99 ${p99.toFixed(1)} ms, ${cpuMicros.toFixed(0)} µs of the server's CPU a call`;
  return { perSecond, p99, cpuMicros, line };
}

/** RSS (MB) after each step. */
async function memoryOf(server: ServerProcess, url: string, say: (line: string) => void): Promise<number[]> {
  const steps: number[] = [];
  for (let step = 1; step <= MEMORY_STEPS; step++) {
    await send(url, MESSAGES_A_STEP);
    const rss = server.rss() / MB;
    steps.push(rss);
    say(`${step * MESSAGES_A_STEP} messages: RSS ${rss.toFixed(0)} MB`);
  }
  return steps;
}

async function run(say: (line: string) => void): Promise<RunResult> {
  const echo = await startServer('bench/support/echo.process.ts', { lineCount: 1 });
  const telegram = await startTelegram();
  try {
    const fresh = { ms: 0, latencies: [], cpuMs: 0 };
    const peer: Target = { name: 'node:http echo', server: echo, url: echo.lines[0] ?? '', ...fresh };
    const ours: Target = { name: 'local Telegram', ...telegram, ...fresh, latencies: [] };
    for (const { url } of [peer, ours]) await send(url, WARM_UP);
    for (let turn = 0; turn < TURNS; turn++) for (const target of [peer, ours]) await takeTurn(target);
    const [theirs, own] = [summary(peer), summary(ours)];
    say(theirs.line);
    say(own.line);
    const rss = await memoryOf(telegram.server, telegram.url, say);
    // It goes up and down with the collector, so that peaks are compared.
    const peak = (from: number, to?: number) => Math.max(...rss.slice(from, to));
    const [first, second] = [peak(0, MEMORY_STEPS / 2), peak(MEMORY_STEPS / 2)];
    say(`RSS at its peak: ${first.toFixed(0)} MB in the first half, ${second.toFixed(0)} MB in the second`);
    return {
      ratio: own.perSecond / theirs.perSecond,
      figures: {
        callsPerSecond: own.perSecond,
        echoCallsPerSecond: theirs.perSecond,
        p99Ms: own.p99,
        echoP99Ms: theirs.p99,
        cpuMicros: own.cpuMicros,
        echoCpuMicros: theirs.cpuMicros,
        rssMbFirstHalf: first,
        rssMbSecondHalf: second,
      },
    };
  } finally {
    await echo.stop();
    await telegram.server.stop();
  }
}

export const telegram: Bench = {
  claim:
    'sendMessage calls a second of the local Telegram, over those of a bare node:http echo; aim: at least 0.5. Memory stays flat.',
  run,
};
