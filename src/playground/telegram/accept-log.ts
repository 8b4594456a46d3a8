/** One call that was carried out. */
export interface Accepted {
  /** ms since 1970, UTC, by the server's clock. */
  at: number;
  method: string;
  params: Record<string, unknown>;
  result: unknown;
}

/** What Telegram accepted, in order; nothing is ever taken out. The oracle of tests that cut connections. */
export interface AcceptLog {
  readonly entries: readonly Accepted[];
  add(entry: Accepted): void;
  /** Accepted calls of one method. */
  of(method: string): Accepted[];
}

export function createAcceptLog(): AcceptLog {
  const entries: Accepted[] = [];
  return {
    entries,
    add: (entry) => void entries.push(entry),
    of: (method) => entries.filter((entry) => entry.method.toLowerCase() === method.toLowerCase()),
  };
}
