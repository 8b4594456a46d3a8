import type { Tx } from '@common/db/transaction.js';
import type { UserId } from '@common/ids.js';
import { insertAuditEntry } from './audit.repo.js';
import { changesBetween } from './changes.rules.js';
import type { Happening } from './policy.js';

interface Occasion {
  /** The person, where they are of the team by now; null of outsiders and of Herald itself. */
  userId: UserId | null;
  entityId: string;
  after: object;
  before?: object;
  /** Where it came from, e.g. `chat:claim`. */
  route: string;
  /** ms, UTC */
  at: number;
}

/** Writes down what nobody was asked to allow: what is done in a group, how people join, what Herald does by itself. */
export function noteHappening(
  { name, entityType }: Happening,
  { userId, entityId, before = {}, after, route, at }: Occasion,
  tx?: Tx,
): Promise<void> {
  return insertAuditEntry(
    {
      userId,
      action: name,
      entityType,
      entityId,
      changes: changesBetween(before, after),
      metadata: {
        ipAddress: null,
        userAgent: 'telegram',
        route,
        timestamp: new Date(at),
        duration: 0,
        success: true,
      },
    },
    tx,
  );
}
