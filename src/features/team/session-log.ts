import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { SessionId, UserId } from '@common/ids.js';
import type { MagicLink, Session } from '@common/models/index.js';
import { createRateLimit } from '@common/rate-limit.js';
import { noteHappening } from '../audit/index.js';
import type { Visitor } from './sessions.service.js';
import { sessionHappenings } from './team.policy.js';

/** Whoever tries ever new links from ever new addresses must not fill the log. */
const MOST_REFUSED = 60;
const REFUSED_MS = 10 * 60_000;

const { login, logout, form } = sessionHappenings;

/** What the audit log tells of signing in and out, with where it came from. */
export function createSessionLog({ clock }: { clock: Clock }) {
  const refusals = createRateLimit({ clock, max: MOST_REFUSED, windowMs: REFUSED_MS });

  return {
    login: ({ _id: entityId, userId, endsAt }: Session, origin: Visitor, started: number, tx: Tx) =>
      noteHappening(login, { userId, entityId, after: { endsAt }, origin, started, at: clock.now() }, tx),
    /** `link`: the one that was presented too late, if it was ever one. */
    async loginRefused(link: MagicLink | undefined, origin: Visitor): Promise<void> {
      if (!refusals.takes('')) return;
      await noteHappening(login, {
        userId: link?.createdBy ?? null,
        entityType: 'magic-link',
        entityId: link?._id ?? 'unknown',
        after: { refused: 'link-invalid' },
        origin,
        at: clock.now(),
        success: false,
      });
    },
    logout: (userId: UserId, entityId: SessionId, origin: Visitor, started: number, tx: Tx) =>
      noteHappening(logout, { userId, entityId, after: {}, origin, started, at: clock.now() }, tx),
    formRefused: (userId: UserId, entityId: SessionId, origin: Visitor) =>
      noteHappening(form, {
        userId,
        entityId,
        after: { refused: 'web-form-foreign' },
        origin,
        at: clock.now(),
        success: false,
      }),
  };
}
