import type { ResponseParameters } from '@grammyjs/types';

/** An answer of the Bot API that is not `ok`. Its code is the HTTP status too (T2). */
export class TelegramError extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export function badRequest(what: string, parameters?: ResponseParameters): TelegramError {
  return new TelegramError(400, `Bad Request: ${what}`, parameters);
}

export function forbidden(what: string): TelegramError {
  return new TelegramError(403, `Forbidden: ${what}`);
}

/** 429: how long to wait, in seconds, in the text, in the parameters and in a header (T3). */
export function tooManyRequests(seconds: number): TelegramError {
  return new TelegramError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
