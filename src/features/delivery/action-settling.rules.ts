import type { PostAction, PostHistory } from '@common/models/index.js';
import type { ActionOutcome } from './action-outcome.js';
import { isPending, planned } from './actions.rules.js';

/** What an outcome changes on the history entry. */
export type HistoryChange = Partial<Pick<PostHistory, 'actions' | 'status' | 'reason' | 'endedAt'>>;

/** Tries before a person is told. With the waits between them, about six hours. */
export const MAX_ATTEMPTS = 12;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

function waitAfter(attempts: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
}

/** Ends an action: nothing more will be tried. */
function over({ nextAt: _, ...action }: PostAction, now: number, result: PostAction['result'] = null) {
  return { ...action, doneAt: new Date(now), result };
}

/** Puts `action` in its place; what else was planned stays if `keeps` says so, what is over stays anyway. */
function replace(
  actions: readonly PostAction[],
  place: number,
  action: PostAction,
  keeps: (other: PostAction) => boolean = () => true,
): PostAction[] {
  return actions.flatMap((other, at) => {
    if (at === place) return [action];
    return !isPending(other) || keeps(other) ? [other] : [];
  });
}

/** An action that came to its end as it was meant. */
function done(
  actions: readonly PostAction[],
  place: number,
  action: PostAction,
  now: number,
  ended = over(action, now),
): HistoryChange {
  switch (action.kind) {
    case 'delete':
      return { status: 'deleted', actions: replace(actions, place, ended, () => false) };
    case 'end':
      // The notice need not stand on top.
      return {
        endedAt: new Date(now),
        actions: replace(actions, place, ended, ({ kind }) => kind === 'unpin' || kind === 'restore'),
      };
    case 'restore':
      return { endedAt: null, actions: replace(actions, place, ended) };
    case 'pin':
    case 'unpin':
    case 'dress':
    case 'check':
      return { actions: replace(actions, place, ended) };
  }
}

/**
 * What becomes of an entry when its action at `place` had this outcome; undefined where that is for the group to
 * decide. Pure.
 */
export function settleAction(
  { actions }: Pick<PostHistory, 'actions'>,
  place: number,
  outcome: ActionOutcome,
  now: number,
): { change: HistoryChange; gaveUp: boolean } | undefined {
  const action = actions[place];
  if (!action) return undefined;
  const kept = (change: HistoryChange) => ({ change, gaveUp: false });
  switch (outcome.kind) {
    case 'done':
      return kept(done(actions, place, action, now));
    case 'partly': {
      // As what was given up: it is a person's now.
      const ended = { ...over(action, now, outcome.reason), attempts: MAX_ATTEMPTS };
      return { change: done(actions, place, action, now, ended), gaveUp: true };
    }
    case 'gone': {
      const result = action.kind === 'delete' ? null : ({ key: 'action-gone' } as const);
      return kept({
        status: 'deleted',
        ...(action.kind !== 'delete' && { reason: { key: 'action-gone' } }),
        actions: replace(actions, place, over(action, now, result), () => false),
      });
    }
    case 'too-old': {
      const refused = over(action, now, { key: 'action-too-old' });
      return kept({ actions: [...replace(actions, place, refused), planned('end', now)] });
    }
    case 'dropped':
      return kept({ actions: replace(actions, place, over(action, now, outcome.reason)) });
    case 'again':
      return kept({ actions: replace(actions, place, later(action, now + outcome.afterMs)) });
    case 'failed': {
      const attempts = action.attempts + 1;
      const gaveUp = attempts >= MAX_ATTEMPTS;
      const next = gaveUp
        ? over(action, now, outcome.reason)
        : { ...later(action, now + waitAfter(attempts)), result: outcome.reason };
      return { change: { actions: replace(actions, place, { ...next, attempts }) }, gaveUp };
    }
    case 'moved':
      return undefined;
  }
}

function later(action: PostAction, at: number): PostAction {
  return { ...action, nextAt: new Date(at) };
}
