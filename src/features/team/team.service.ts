import type { Actor } from '@common/actor.js';
import { inTransaction } from '@common/db/transaction.js';
import type { Locale } from '@common/i18n/index.js';
import { asTelegramUserId, type TelegramUserId, type UserId } from '@common/ids.js';
import type { User } from '@common/models/index.js';
import { isRefused } from '@common/outcome.js';
import type { Joining, Newcomer } from './joining.js';
import type { MagicLinks } from './magic-links.js';
import { activeByRole, findByTelegramId, findUser, hasAdmin } from './user.repo.js';

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
}

interface TeamDeps {
  links: MagicLinks;
  joining: Joining;
}

function toActor(user: User): Actor {
  const { _id, telegramId, name, role, locale, timezone } = user;
  return { userId: _id, telegramId, name, role, locale: locale as Locale, timezone };
}

export function createTeamService({ links, joining }: TeamDeps): TeamService {
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
      const issued = await links.issue({ purpose: 'claim', role: 'admin', name: null, issuer: null });
      if (isRefused(issued)) throw new Error('nobody is the issuer of claim links, so none are too many');
      return issued.ok.token;
    },
    async claim(newcomer, token) {
      if (await hasAdmin()) return false;
      const presenter = { telegramId: newcomer.id };
      const presented = await links.present(token, 'claim', presenter);
      if (!('usable' in presented)) return false;
      const { _id: link } = presented.usable;
      return inTransaction(async (tx) => {
        const taken = await links.take(link, presenter, tx);
        if (taken) await joining.join(newcomer, 'admin', 'chat:claim', tx);
        return taken;
      });
    },
  };
}
