import { z } from 'zod';
import { type Clock, createShiftableClock } from './clock.js';

const eventSchema = z.object({ now: z.number() });
const PREFIX = 'data: ';

/** The times (ms, UTC) that a stream of server-sent events tells. */
async function* timesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<number> {
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter((one) => one.startsWith(PREFIX)))
      yield eventSchema.parse(JSON.parse(line.slice(PREFIX.length))).now;
  }
}

/**
 * A clock that goes as that of a local Telegram, for a bot in a process of its own in development; it goes on by itself
 * when the stream ends. Undefined where there is none to follow, as with the real Telegram.
 */
export async function followClock(apiRoot: string): Promise<Clock | undefined> {
  const ending = new AbortController();
  const stream = await fetch(`${apiRoot}/_sim/clock`, { signal: ending.signal }).catch(() => undefined);
  if (!stream?.body || stream.headers.get('content-type') !== 'text/event-stream') {
    ending.abort();
    return undefined;
  }
  const times = timesOf(stream.body);
  const first = await times.next();
  if (first.done) return undefined;
  const clock = createShiftableClock(first.value);
  const follow = async () => {
    for await (const now of times) clock.advance(Math.max(0, now - clock.now()));
  };
  follow().catch(() => undefined);
  return clock;
}
