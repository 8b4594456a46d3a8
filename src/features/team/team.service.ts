import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { inTransaction } from '@common/db/index.js';
import type { Locale } from '@common/i18n/index.js';
import { asTelegramUserId, type TelegramUserId, type UserId } from '@common/ids.js';
import type { User } from '@common/models/index.js';
import { createRateLimit } from '@common/rate-limit.js';
import type { Joining, Newcomer } from './joining.js';
import { issueClaimToken, type MagicLinks } from './magic-links.js';
import { activeByRole, findByTelegramId, findUser, hasAdmin, noteSeen } from './user.repo.js';

export interface TeamService {
  /** The active member behind a Telegram id. */
  actorOf(telegramId: number): Promise<Actor | undefined>;
  /** The member's name, also of one who has left; undefined for Herald's own acts. */
  nameOf(userId: UserId | null): Promise<string | undefined>;
  /** Where cards for this member go; undefined for one who wants none, or who may do nothing any more. */
  telegramIdOf(userId: UserId): Promise<TelegramUserId | undefined>;
  /** Active admins. */
  admins(): Promise<Actor[]>;
  /** Where cards for the admins go. */
  adminIds(): Promise<TelegramUserId[]>;
  /** Notes that somebody was there, at most once in a few minutes. */
  seen(actor: Actor): Promise<void>;
  /** Whether nobody has claimed the bot yet. */
  isUnclaimed(): Promise<boolean>;
  /** A fresh token for the first admin's one-time link; valid for 15 minutes, one use. */
  issueClaim(): Promise<string>;
  /** Uses a claim token: true for the first who presents it in time while there is no admin. */
  claim(newcomer: Newcomer, token: string): Promise<boolean>;
}

/** Often enough for "last seen", and no write at each press. */
const SEEN_MS = 5 * 60_000;

interface TeamDeps {
  clock: Clock;
  links: MagicLinks;
  joining: Joining;
}

/** The person as services want to know them. */
export function toActor(user: User): Actor {
  const { _id, telegramId, name, role, locale, timezone } = user;
  return { userId: _id, telegramId, name, role, locale: locale as Locale, timezone };
}

export function createTeamService({ clock, links, joining }: TeamDeps): TeamService {
  const isNews = createRateLimit({ clock, max: 1, windowMs: SEEN_MS });

  return {
    async actorOf(telegramId) {
      const user = await findByTelegramId(asTelegramUserId(telegramId));
      return user?.status === 'active' ? toActor(user) : undefined;
    },
    async nameOf(userId) {
      return userId ? (await findUser(userId))?.name : undefined;
    },
    async telegramIdOf(userId) {
      const user = await findUser(userId);
      return user?.status === 'active' && user.notify ? user.telegramId : undefined;
    },
    admins: async () => (await activeByRole('admin')).map(toActor),
    async adminIds() {
      const wanting = (await activeByRole('admin')).filter(({ notify }) => notify);
      return wanting.map(({ telegramId }) => telegramId);
    },
    async seen({ userId }) {
      if (isNews.takes(userId)) await noteSeen(userId, new Date(clock.now()));
    },
    isUnclaimed: async () => !(await hasAdmin()),
    issueClaim: () => issueClaimToken(links),
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
