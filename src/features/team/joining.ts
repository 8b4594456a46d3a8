import type { Role } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import { nearestLocale } from '@common/i18n/index.js';
import { asTelegramUserId, newId } from '@common/ids.js';
import type { User } from '@common/models/index.js';
import { shownName } from '@common/shown-name.js';
import { noteHappening } from '../audit/index.js';
import { teamHappenings } from './team.policy.js';
import { findByTelegramId, insertUser, updateUser } from './user.repo.js';

/** A person as Telegram presents them. */
export interface Newcomer {
  id: number;
  first_name: string;
  last_name?: string | undefined;
  username?: string | undefined;
  language_code?: string | undefined;
}

export interface Joining {
  /** Makes the person a member, also one who was removed. Active and disabled members stay what they are. */
  join(newcomer: Newcomer, role: Role, route: string, tx: Tx): Promise<void>;
  /** Makes somebody a member who was never one: for ADMIN_IDS, which is no way back, and for the playground's people. */
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
      name: shownName(newcomer.first_name, newcomer.last_name),
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
      const known = await findByTelegramId(asTelegramUserId(newcomer.id), tx);
      if (known && known.status !== 'removed') return;
      const member = memberOf(newcomer, role);
      const { name, username } = member;
      const joined = known
        ? await updateUser(known, { role, status: 'active', name, username }, tx)
        : await insertUser(member, tx);
      if (!joined) throw new Error('a person was changed by somebody else while they joined');
      const { _id: userId } = joined;
      await noteHappening(
        teamHappenings.join,
        { userId, entityId: userId, after: { role, name }, origin: route, at: clock.now() },
        tx,
      );
    },
    ensureMember: (newcomer, role) =>
      inTransaction(async (tx) => {
        if (!(await findByTelegramId(asTelegramUserId(newcomer.id), tx)))
          await joining.join(newcomer, role, 'start', tx);
      }),
  };
  return joining;
}
