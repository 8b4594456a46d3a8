import { AuditLogModel } from '@common/models/index.js';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { databaseUri, useDatabase } from '../support/mongo.js';
import { type Bench, type Outcome, OWN, openBench } from './bench.js';
import type { Principal } from './people.js';
import type { Thing } from './things.js';

export const AUDIT = AuditLogModel.collection.collectionName;

/** A part of the matrix, and how many cases of it were played. */
export interface Matrix {
  readonly bench: Bench;
  cases: number;
}

/** Opens the bench for this file's tests; says at the end how many cases they were. Call it once, at the top. */
export function playsMatrix(part: string): Matrix {
  useDatabase();
  let bench: Bench | undefined;
  const matrix = {
    cases: 0,
    get bench() {
      if (!bench) throw new Error('the bench is opened before the first test');
      return bench;
    },
  };
  beforeAll(async () => {
    bench = await openBench(databaseUri());
  });
  afterEach(async () => {
    expect(await matrix.bench.leftOver(), 'was written behind our back').toEqual([]);
  });
  afterAll(async () => {
    await bench?.telegram.stop();
    console.log(`AuthZ matrix: ${matrix.cases} cases of ${part}`);
  });
  return matrix;
}

export const screens = ({ calls }: Pick<Outcome, 'calls'>) =>
  calls.filter(({ method }) => method !== 'answerCallbackQuery');

export const toasts = ({ calls }: Pick<Outcome, 'calls'>) =>
  calls.flatMap(({ method, payload: { text } }) =>
    method === 'answerCallbackQuery' && text !== undefined ? [text] : [],
  );

/** Nothing but these was written. */
export function expectOnly(mayChange: readonly string[], changed: readonly string[], what: string): void {
  expect(
    changed.filter((name) => !mayChange.includes(name)),
    `${what} wrote`,
  ).toEqual([]);
}

/** Nothing was written, and nothing shown but a word. */
export function expectNothing(outcome: Outcome, what: string, mayChange: readonly string[] = []): void {
  expectOnly(mayChange, outcome.changed, what);
  expect(screens(outcome), `${what} was shown something`).toEqual([]);
}

interface Ruled {
  action: string;
  principal: Principal;
  thing: Thing | null;
  /** How old what was seen of the thing is. */
  rev: number;
}

/** What an action of the policy table came to, as the table says. Answers whether it was done. */
export function expectRuling(
  bench: Bench,
  { changed, entries }: Outcome,
  { action, principal, thing, rev }: Ruled,
  what: string,
): boolean {
  const { may, why, policy } = bench.ruling(action, principal, thing);
  const done = entries.filter(({ success }) => success);
  const refusals = entries.filter(({ success }) => !success).map(({ refused }) => refused);
  if (!may) {
    expectOnly([AUDIT, ...OWN], changed, what);
    expect(done, what).toEqual([]);
    expect(new Set(refusals), what).toEqual(new Set([why]));
    return false;
  }
  expect(refusals, what).not.toContain('refused-role');
  expect(refusals, what).not.toContain('refused-not-yours');
  for (const entry of done) expect(entry.userId, what).toBe(bench.userIdOf(principal));
  const from: readonly string[] | undefined = policy.from;
  if (rev !== 0 || (from && thing && thing.status !== '' && !from.includes(thing.status)))
    expect(
      done.map((entry) => entry.action),
      what,
    ).toEqual([]);
  return done.some((entry) => entry.action === action);
}
