import type { Message } from '@common/i18n/index.js';

/** What a use case answers: the thing itself, or why it was not done, in words for the person who asked. */
export type Outcome<T> = { ok: T } | { refused: Message };

export function done<T>(value: T): Outcome<T> {
  return { ok: value };
}

export function refuse(refused: Message): { refused: Message } {
  return { refused };
}

export function isRefused<T>(outcome: Outcome<T>): outcome is { refused: Message } {
  return 'refused' in outcome;
}
