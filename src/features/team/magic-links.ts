import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import { asTelegramUserId, type MagicLinkId, newId, type UserId } from '@common/ids.js';
import type { MagicLink } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import { createRateLimit } from '@common/rate-limit.js';
import {
  countIssued,
  findByHash,
  insertMagicLink,
  type NewMagicLink,
  takeMagicLink,
} from './magic-link.repo.js';
import { hasHash, hashOf, isToken, newToken } from './token.js';

/** How long a link can be used. */
export const LINK_LIFE_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
/** Enough for a whole team in one go. */
const MOST_AN_HOUR = 30;
/** Whoever opens so many in ten minutes is guessing. */
const MOST_PRESENTED = 20;
const PRESENTED_MS = 10 * 60_000;

/** What a link is for; an operator's login has neither role nor name. */
export type LinkTerms = Pick<NewMagicLink, 'purpose' | 'role' | 'name'> & {
  id?: MagicLinkId;
  issuer: UserId | null;
};

/** Somebody who shows a token: by their Telegram id in the chat, by their address in the browser. */
export type Presenter = { telegramId: number } | { address: string };

/** What a token that was shown is worth. All but the usable one look the same to who shows it. */
export type Presented = { usable: MagicLink } | { expired: MagicLink } | { worthless: true };

export interface IssuedLink {
  link: MagicLink;
  /** Known here only: the database keeps its hash. */
  token: string;
}

/** One-time links: 256 random bits, stored as their hash, for one purpose, one use and 15 minutes. */
export interface MagicLinks {
  /** Refused to somebody who has issued too many within the hour. */
  issue(terms: LinkTerms, tx?: Tx): Promise<Outcome<IssuedLink>>;
  /** Looks at what a token is worth and leaves it as it is. */
  present(token: string, purpose: MagicLink['purpose'], presenter: Presenter): Promise<Presented>;
  /** Uses a link up that was found usable: true for exactly one, and only in time. */
  take(id: MagicLinkId, presenter: Presenter, tx?: Tx): Promise<boolean>;
}

const WORTHLESS = { worthless: true } as const;

function telegramIdOf(presenter: Presenter) {
  return 'telegramId' in presenter ? asTelegramUserId(presenter.telegramId) : null;
}

export function createMagicLinks({ clock }: { clock: Clock }): MagicLinks {
  const presenting = createRateLimit({ clock, max: MOST_PRESENTED, windowMs: PRESENTED_MS });

  return {
    async issue({ id = newId(), issuer, ...terms }, tx) {
      const now = clock.now();
      // Issued within the hour, by when they end.
      const since = new Date(now - HOUR_MS + LINK_LIFE_MS);
      if (issuer && (await countIssued(issuer, since, tx)) >= MOST_AN_HOUR)
        return refuse({ key: 'link-too-many' });
      const token = newToken();
      const link = await insertMagicLink(
        {
          ...terms,
          _id: id,
          tokenHash: hashOf(token),
          createdBy: issuer,
          expiresAt: new Date(now + LINK_LIFE_MS),
        },
        tx,
      );
      return done({ link, token });
    },

    async present(token, purpose, presenter) {
      const key = 'telegramId' in presenter ? String(presenter.telegramId) : presenter.address;
      if (!presenting.takes(key) || !isToken(token)) return WORTHLESS;
      const link = await findByHash(hashOf(token), purpose);
      if (!link || !hasHash(token, link.tokenHash) || link.usedAt || link.revokedAt) return WORTHLESS;
      return link.expiresAt.getTime() > clock.now() ? { usable: link } : { expired: link };
    },

    take: (id, presenter, tx) => takeMagicLink(id, telegramIdOf(presenter), new Date(clock.now()), tx),
  };
}

/** A token for the first admin, who nobody invites. */
export async function issueClaimToken(links: Pick<MagicLinks, 'issue'>): Promise<string> {
  const issued = await links.issue({ purpose: 'claim', role: 'admin', name: null, issuer: null });
  if (isRefused(issued)) throw new Error('nobody is the issuer of claim links, so none are too many');
  return issued.ok.token;
}
