import type { Origin } from '@common/actor.js';
import type { Tx } from '@common/db/transaction.js';
import type { UserId } from '@common/ids.js';
import { insertAuditEntry } from './audit.repo.js';
import { changesBetween } from './changes.rules.js';
import type { Happening } from './policy.js';

interface Occasion {
  /** The person, where they are of the team by now; null of outsiders and of Herald itself. */
  userId: UserId | null;
  entityId: string;
  /** Where it is not what the happening usually is about. */
  entityType?: Happening['entityType'];
  after: object;
  before?: object;
  /** Where it came from; of the chat the route alone, e.g. `chat:claim`. */
  origin: string | Origin;
  /** When it was done, and when it was begun (ms, UTC). */
  at: number;
  started?: number;
  success?: boolean;
}

/** Writes down what nobody was asked to allow: what is done in a group, how people come in, what Herald does by itself. */
export function noteHappening(
  { name, entityType }: Happening,
  { userId, entityId, before = {}, after, origin, at, started = at, ...rest }: Occasion,
  tx?: Tx,
): Promise<void> {
  const from = typeof origin === 'string' ? { route: origin, ip: null, userAgent: 'telegram' } : origin;
  return insertAuditEntry(
    {
      userId,
      action: name,
      entityType: rest.entityType ?? entityType,
      entityId,
      changes: changesBetween(before, after),
      metadata: {
        ipAddress: from.ip,
        userAgent: from.userAgent,
        route: from.route,
        timestamp: new Date(at),
        duration: Math.max(0, at - started),
        success: rest.success ?? true,
      },
    },
    tx,
  );
}
