import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { inTransaction } from '@common/db/transaction.js';
import { type Locale, nearestLocale } from '@common/i18n/index.js';
import { asTelegramUserId, type MagicLinkId, newId, type TelegramUserId, type UserId } from '@common/ids.js';
import type { User } from '@common/models/index.js';
import { insertAuditEntry } from '../audit/index.js';
import { insertMagicLink, takeMagicLink } from './magic-link.repo.js';
import { activeByRole, findByTelegramId, findUser, hasAdmin, insertUser } from './user.repo.js';

const CLAIM_LIFE_MS = 15 * 60_000;

/** A person as Telegram presents them. */
export interface Newcomer {
  id: number;
  first_name: string;
  last_name?: string | undefined;
  username?: string | undefined;
  language_code?: string | undefined;
}

export interface TeamService {
  /** The active member behind a Telegram id. */
  actorOf(telegramId: number): Promise<Actor | undefined>;
  /** The member's name, also of one who has left; undefined for Herald's own acts. */
  nameOf(userId: UserId | null): Promise<string | undefined>;
  telegramIdOf(userId: UserId): Promise<TelegramUserId | undefined>;
  /** Active admins, to whom cards go. */
  admins(): Promise<Actor[]>;
  /** Whether nobody has claimed the bot yet. */
  isUnclaimed(): Promise<boolean>;
  /** A fresh token for the first admin's one-time link; valid for 15 minutes, one use. */
  issueClaim(): Promise<string>;
  /** Uses a claim token: true for the first who presents it in time while there is no admin. */
  claim(newcomer: Newcomer, token: string): Promise<boolean>;
  /** Makes the person a member, unless they are one: for ADMIN_IDS, and for the playground's people. */
  ensureMember(newcomer: Newcomer, role: Actor['role']): Promise<void>;
}

interface TeamDeps {
  clock: Clock;
  defaultTimezone: string;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function toActor(user: User): Actor {
  const { _id, telegramId, name, role, locale, timezone } = user;
  return { userId: _id, telegramId, name, role, locale: locale as Locale, timezone };
}

export function createTeamService({ clock, defaultTimezone }: TeamDeps): TeamService {
  async function join(newcomer: Newcomer, role: Actor['role'], route: string): Promise<void> {
    const now = new Date(clock.now());
    await inTransaction(async (tx) => {
      const telegramId = asTelegramUserId(newcomer.id);
      if (await findByTelegramId(telegramId, tx)) return;
      const user = await insertUser(newUser(telegramId, newcomer, role), tx);
      await insertAuditEntry(
        {
          userId: user._id,
          action: 'team.join',
          entityType: 'user',
          entityId: user._id,
          changes: { before: {}, after: { role, name: user.name } },
          metadata: {
            ipAddress: null,
            userAgent: 'telegram',
            route,
            timestamp: now,
            duration: 0,
            success: true,
          },
        },
        tx,
      );
    });
  }

  function newUser(telegramId: TelegramUserId, newcomer: Newcomer, role: Actor['role']): User {
    const now = new Date(clock.now());
    return {
      _id: newId(),
      telegramId,
      name: [newcomer.first_name, newcomer.last_name].filter(Boolean).join(' '),
      username: newcomer.username ?? null,
      role,
      status: 'active',
      locale: nearestLocale(newcomer.language_code),
      timezone: defaultTimezone,
      notify: true,
      lastSeenAt: now,
    } as User;
  }

  return {
    async actorOf(telegramId) {
      const user = await findByTelegramId(asTelegramUserId(telegramId));
      return user?.status === 'active' ? toActor(user) : undefined;
    },
    async nameOf(userId) {
      return userId ? (await findUser(userId))?.name : undefined;
    },
    telegramIdOf: async (userId) => (await findUser(userId))?.telegramId,
    admins: async () => (await activeByRole('admin')).map(toActor),
    isUnclaimed: async () => !(await hasAdmin()),
    async issueClaim() {
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(clock.now() + CLAIM_LIFE_MS);
      await insertMagicLink({
        _id: newId<MagicLinkId>(),
        tokenHash: hashOf(token),
        purpose: 'claim',
        role: 'admin',
        expiresAt,
      });
      return token;
    },
    async claim(newcomer, token) {
      if (await hasAdmin()) return false;
      const taken = await takeMagicLink(hashOf(token), 'claim', new Date(clock.now()), newcomer.id);
      if (taken) await join(newcomer, 'admin', 'chat:claim');
      return taken;
    },
    ensureMember: (newcomer, role) => join(newcomer, role, 'start'),
  };
}
