import type { Role } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import { nearestLocale } from '@common/i18n/index.js';
import { asTelegramUserId, newId } from '@common/ids.js';
import type { User } from '@common/models/index.js';
import { insertAuditEntry } from '../audit/index.js';
import { findByTelegramId, insertUser } from './user.repo.js';

/** A person as Telegram presents them. */
export interface Newcomer {
  id: number;
  first_name: string;
  last_name?: string | undefined;
  username?: string | undefined;
  language_code?: string | undefined;
}

export interface Joining {
  /** Makes the person a member, unless they were one before: being removed is not undone by it. */
  join(newcomer: Newcomer, role: Role, route: string, tx: Tx): Promise<void>;
  /** The same in a transaction of its own: for ADMIN_IDS, and for the playground's people. */
  ensureMember(newcomer: Newcomer, role: Role): Promise<void>;
}

interface JoiningDeps {
  clock: Clock;
  /** IANA zone of new people. */
  defaultTimezone: string;
}

export function createJoining({ clock, defaultTimezone }: JoiningDeps): Joining {
  function memberOf(newcomer: Newcomer, role: Role): User {
    return {
      _id: newId(),
      telegramId: asTelegramUserId(newcomer.id),
      name: [newcomer.first_name, newcomer.last_name].filter(Boolean).join(' '),
      username: newcomer.username ?? null,
      role,
      status: 'active',
      locale: nearestLocale(newcomer.language_code),
      timezone: defaultTimezone,
      notify: true,
      lastSeenAt: new Date(clock.now()),
    } as User;
  }

  const joining: Joining = {
    async join(newcomer, role, route, tx) {
      if (await findByTelegramId(asTelegramUserId(newcomer.id), tx)) return;
      const { _id: userId, name } = await insertUser(memberOf(newcomer, role), tx);
      await insertAuditEntry(
        {
          userId,
          action: 'team.join',
          entityType: 'user',
          entityId: userId,
          changes: { before: {}, after: { role, name } },
          metadata: {
            ipAddress: null,
            userAgent: 'telegram',
            route,
            timestamp: new Date(clock.now()),
            duration: 0,
            success: true,
          },
        },
        tx,
      );
    },
    ensureMember: (newcomer, role) => inTransaction((tx) => joining.join(newcomer, role, 'start', tx)),
  };
  return joining;
}
