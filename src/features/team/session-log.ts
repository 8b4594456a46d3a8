import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { SessionId, UserId } from '@common/ids.js';
import type { MagicLink, Session } from '@common/models/index.js';
import { createRateLimit } from '@common/rate-limit.js';
import { insertAuditEntry } from '../audit/index.js';
import type { Visitor } from './sessions.service.js';

/** Whoever tries ever new links from ever new addresses must not fill the log. */
const MOST_REFUSED = 60;
const REFUSED_MS = 10 * 60_000;

/** What the audit log tells of signing in and out, with where it came from. */
export function createSessionLog({ clock }: { clock: Clock }) {
  const refusals = createRateLimit({ clock, max: MOST_REFUSED, windowMs: REFUSED_MS });

  interface Told {
    userId: UserId | null;
    action: string;
    entity: { type: 'session' | 'magic-link'; id: string };
    after: object;
    visitor: Visitor;
    started?: number;
    success: boolean;
  }

  function write({ userId, action, entity, after, visitor, started, success }: Told, tx?: Tx): Promise<void> {
    const now = clock.now();
    return insertAuditEntry(
      {
        userId,
        action,
        entityType: entity.type,
        entityId: entity.id,
        changes: { before: {}, after: { ...after } },
        metadata: {
          ipAddress: visitor.ip,
          userAgent: visitor.userAgent,
          route: visitor.route,
          timestamp: new Date(now),
          duration: now - (started ?? now),
          success,
        },
      },
      tx,
    );
  }

  return {
    login: ({ _id: id, userId, endsAt }: Session, visitor: Visitor, started: number, tx: Tx) =>
      write(
        {
          userId,
          action: 'session.login',
          entity: { type: 'session', id },
          after: { endsAt },
          visitor,
          started,
          success: true,
        },
        tx,
      ),
    /** `link`: the one that was presented too late, if it was ever one. */
    async loginRefused(link: MagicLink | undefined, visitor: Visitor): Promise<void> {
      if (!refusals.takes('')) return;
      await write({
        userId: link?.createdBy ?? null,
        action: 'session.login',
        entity: { type: 'magic-link', id: link?._id ?? 'unknown' },
        after: { refused: 'link-invalid' },
        visitor,
        success: false,
      });
    },
    logout: (userId: UserId, id: SessionId, visitor: Visitor, started: number, tx: Tx) =>
      write(
        {
          userId,
          action: 'session.logout',
          entity: { type: 'session', id },
          after: {},
          visitor,
          started,
          success: true,
        },
        tx,
      ),
    formRefused: (userId: UserId, id: SessionId, visitor: Visitor) =>
      write({
        userId,
        action: 'session.form',
        entity: { type: 'session', id },
        after: { refused: 'web-form-foreign' },
        visitor,
        success: false,
      }),
  };
}
