import { handledVerbs } from '../../src/telegram/callback.js';
import type { Bench } from '../authz/bench.js';
import type { Pool } from './hostile-updates.js';

/** What might hurt, and what leads deep: names of things that are there under every verb. */
export function hostilePool({ things, cast }: Bench): Pool {
  const ids = Object.values(things.of).flatMap((list) => list.map(({ id }) => id));
  return {
    strings: [
      ...[...handledVerbs()].flatMap((verb) => ids.map((id) => `${verb}:${id}:0`)),
      ...['start', 'help', 'cancel', 'stop', 'resume'].flatMap((one) => [`/${one}`, `/${one}@herald_bot x`]),
      ...['c', 'i', 'a', 'x'].map((letter) => `/start ${letter}_${'A'.repeat(43)}`),
      ...['home/0/0/x', 'd:00000000:name:save', 'd:::', ':::', 'x.y:z', '$where', '__proto__', 'constructor'],
      ...['', ' ', '\u0000', '\ud800', '\u202Etxt', '{"$gt":""}', "'; --", '<b>x</b>', '💥'.repeat(40)],
      ...['x'.repeat(4096), 'https://t.me/c/1/2', '2026-11-27 18:00', '١٢٣', '-0', '1e999'],
    ],
    numbers: [
      ...Object.values(cast.chats),
      ...Object.values(cast.users).map(({ id }) => id),
      ...[0, 1, -1, 2 ** 31, 2 ** 52, Number.MAX_SAFE_INTEGER, -(10 ** 12), 1_795_687_200],
    ],
  };
}
