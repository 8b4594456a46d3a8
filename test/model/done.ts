import { isRefused, type Outcome } from '../../src/common/outcome.js';

/** What was done; nothing that the steps try is refused. */
export function done<T>(outcome: Outcome<T>): T {
  if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused.key}`);
  return outcome.ok;
}
