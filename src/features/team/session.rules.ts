import type { Session } from '@common/models/index.js';

const MINUTE_MS = 60_000;

/** OWASP ASVS 4.0.3, 3.3.2 at level 2: half an hour without a request, twelve hours in all. */
const IDLE_MS = 30 * MINUTE_MS;
export const LONGEST_MS = 12 * 60 * MINUTE_MS;
/** After this long the cookie gets another id with the next answer. */
const ROTATE_MS = 15 * MINUTE_MS;
/** So long the id before still counts, for requests that were under way. */
const FORMER_MS = 30_000;
/** Often enough for "last use" and for sliding, and no write at each request. */
const NOTED_MS = MINUTE_MS;

type Times = Pick<Session, 'expiresAt' | 'endsAt' | 'rotatedAt' | 'lastUsedAt' | 'revokedAt'>;

/** When a session that is used now ends without another use: it slides, up to its absolute end. */
export function expiryAt(now: number, endsAt: Date): Date {
  return new Date(Math.min(now + IDLE_MS, endsAt.getTime()));
}

export function isAlive({ expiresAt, endsAt, revokedAt }: Times, now: number): boolean {
  return revokedAt === null && now < expiresAt.getTime() && now < endsAt.getTime();
}

/** Whether an id with this hash opens the session: the present one, or for a moment the one before. */
export function opensBy(
  session: Pick<Session, 'tokenHash' | 'formerHash' | 'rotatedAt'>,
  hash: string,
  now: number,
): boolean {
  if (hash === session.tokenHash) return true;
  return hash === session.formerHash && now < session.rotatedAt.getTime() + FORMER_MS;
}

export function isDueForRotation({ rotatedAt }: Times, now: number): boolean {
  return now >= rotatedAt.getTime() + ROTATE_MS;
}

export function isUseNews({ lastUsedAt }: Times, now: number): boolean {
  return now >= lastUsedAt.getTime() + NOTED_MS;
}
