import { asChatId } from '@common/ids.js';
import type { PostAction } from '@common/models/index.js';
import { GrammyError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { actionOutcomeOf } from '../../../src/features/delivery/action-outcome.js';
import { MAX_ATTEMPTS, settleAction } from '../../../src/features/delivery/action-settling.rules.js';
import { planned } from '../../../src/features/delivery/actions.rules.js';

const NOW = Date.UTC(2026, 10, 26, 12);
const LATER = NOW + 3_600_000;

function refusal(error_code: number, description: string, parameters = {}): GrammyError {
  return new GrammyError('refused', { ok: false, error_code, description, parameters }, 'x', {});
}

describe('an answer of Telegram’s', () => {
  it.each([
    ['check', 'Bad Request: message is not modified: exactly the same', 'done'],
    ['check', 'Bad Request: message to edit not found', 'gone'],
    ['delete', 'Bad Request: message to delete not found', 'gone'],
    ['unpin', 'Bad Request: message to unpin not found', 'done'],
    ['delete', "Bad Request: message can't be deleted for everyone", 'too-old'],
    ['end', "Bad Request: message can't be edited", 'failed'],
    ['pin', 'Bad Request: not enough rights to manage pinned messages in the chat', 'failed'],
  ] as const)('to a %s: %s', (kind, description, outcome) => {
    expect(actionOutcomeOf(kind, refusal(400, description)).kind).toBe(outcome);
  });

  it('names the chat that a group has become', () => {
    const error = refusal(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1001 });
    expect(actionOutcomeOf('delete', error)).toEqual({ kind: 'moved', to: asChatId(-1001) });
  });

  it('that never came is tried again, and counted', () => {
    expect(actionOutcomeOf('delete', new Error('time-out'))).toMatchObject({ kind: 'failed' });
  });
});

/** What is left of a post's actions when the one at `place` had the outcome; kinds of those still to come. */
function left(actions: PostAction[], outcome: Parameters<typeof settleAction>[2], place = 0) {
  const settled = settleAction({ actions }, place, outcome, NOW);
  const pending = settled?.change.actions?.flatMap(({ kind, nextAt }) => (nextAt ? [kind] : []));
  return { ...settled?.change, pending, gaveUp: settled?.gaveUp };
}

const due = (kind: PostAction['kind']) => planned(kind, NOW);
const toCome = [planned('unpin', LATER), planned('check', LATER), planned('end', LATER)];

describe('settling', () => {
  it('leaves nothing to do for what is deleted, or was', () => {
    expect(left([due('delete'), ...toCome], { kind: 'done' })).toMatchObject({
      status: 'deleted',
      pending: [],
    });
    expect(left([due('check'), ...toCome], { kind: 'gone' })).toMatchObject({
      status: 'deleted',
      reason: { key: 'action-gone' },
      pending: [],
    });
  });

  it('unpins what has become a notice, and does nothing else to it', () => {
    expect(
      left([due('end'), planned('unpin', LATER), planned('check', LATER)], { kind: 'done' }),
    ).toMatchObject({
      endedAt: new Date(NOW),
      pending: ['unpin'],
    });
  });

  it('ends at once what can’t be deleted any more', () => {
    expect(left([due('delete')], { kind: 'too-old' })).toMatchObject({ pending: ['end'] });
  });

  it('waits longer after each refusal, never more than an hour, and gives up in the end', () => {
    let actions = [due('delete')];
    const waits: number[] = [];
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      const settled = left(actions, { kind: 'failed', reason: { key: 'action-no-answer' } });
      expect(settled.gaveUp).toBe(false);
      actions = settled.actions ?? [];
      waits.push((actions[0]?.nextAt?.getTime() ?? 0) - NOW);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(0)).toBe(30_000);
    expect(waits.at(-1)).toBe(3_600_000);
    const last = left(actions, { kind: 'failed', reason: { key: 'action-no-answer' } });
    expect(last).toMatchObject({ gaveUp: true, pending: [], actions: [{ attempts: MAX_ATTEMPTS }] });
  });

  it('does not count what Telegram only puts off', () => {
    expect(left([due('delete')], { kind: 'again', afterMs: 7_000 }).actions).toMatchObject([
      { attempts: 0, nextAt: new Date(NOW + 7_000) },
    ]);
  });
});
