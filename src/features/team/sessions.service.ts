import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import { newId, type SessionId, type UserId } from '@common/ids.js';
import type { MagicLink, Session } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import type { Act } from '../audit/index.js';
import type { Announce } from './invitations.service.js';
import type { IssuedLink, MagicLinks } from './magic-links.js';
import {
  findByToken,
  findSession,
  insertSession,
  noteUse,
  openSessionsOf,
  revokeSession,
  revokeSessionsOf,
} from './session.repo.js';
import { expiryAt, isAlive, isDueForRotation, isUseNews, LONGEST_MS, opensBy } from './session.rules.js';
import { createSessionLog } from './session-log.js';
import { sessionActions } from './team.policy.js';
import { toActor } from './team.service.js';
import { hasHash, hashOf, newToken } from './token.js';
import { findUser } from './user.repo.js';

/** The card that tells somebody that a browser was signed in as them. */
export const OPENED_CARD = 'session-opened';

/** Who asks over HTTP. */
export interface Visitor {
  ip: string | null;
  userAgent: string | null;
  /** Method and path, for the audit log. */
  route: string;
}

/** A session as it may be shown: without what is secret of it. */
export type SessionView = Omit<Session, 'tokenHash' | 'formerHash' | 'csrfToken'>;

/** What goes into a browser's cookie, and how long (ms) the session lasts at most. */
export interface Opened {
  token: string;
  lastsMs: number;
}

/** Somebody who is signed in, as they are now: their role is read anew at each request. */
export interface SignedIn {
  actor: Actor;
  sessionId: SessionId;
  /** What each form of the page has to carry. */
  csrfToken: string;
  /** The cookie's next id, when it is time for one. */
  rotated?: Opened;
}

/** Browsers that are signed in: ids of 256 random bits, stored as their hash; sliding, with an absolute end. */
export interface Sessions {
  /** A one-time login link; its token is in the answer only. */
  issueLink(actor: Actor): Promise<Outcome<IssuedLink>>;
  /** Uses a login link up; undefined whatever is wrong with it. What the browser had open before ends. */
  login(token: string, visitor: Visitor, before?: string): Promise<Opened | undefined>;
  /** Who is behind a cookie; undefined for whoever may do nothing. */
  find(token: string, visitor: Visitor): Promise<SignedIn | undefined>;
  /** Whether a form came from a page of this session; what did not is written down. */
  isOwnForm(me: SignedIn, csrfToken: string, visitor: Visitor): Promise<boolean>;
  logout(me: SignedIn, visitor: Visitor): Promise<void>;
  /** The person's own that are open, the last used first. */
  list(actor: Actor): Promise<SessionView[]>;
  get(id: SessionId): Promise<SessionView | null>;
  revoke(actor: Actor, id: SessionId): Promise<Outcome<unknown>>;
  revokeAll(actor: Actor): Promise<Outcome<{ ended: number }>>;
  /** Ends what somebody has open, in the transaction that shuts them out. */
  shutOut(userId: UserId, tx: Tx): Promise<unknown>;
}

interface SessionsDeps {
  act: Act;
  clock: Clock;
  links: MagicLinks;
  announce: Announce;
}

function shown({ tokenHash: _now, formerHash: _before, csrfToken: _form, ...view }: Session): SessionView {
  return view;
}

/** A session is its person's own; there is nothing to edit in one. */
function owned(session: Session) {
  return { ...shown(session), createdBy: session.userId, rev: 0 };
}

export function createSessions({ act, clock, links, announce }: SessionsDeps): Sessions {
  const log = createSessionLog({ clock });
  const now = () => new Date(clock.now());

  async function activeUser(id: UserId | null, tx?: Tx) {
    const user = id && (await findUser(id, tx));
    return user?.status === 'active' ? user : undefined;
  }

  /** The open session behind a cookie. */
  async function open(token: string): Promise<Session | undefined> {
    const hash = hashOf(token);
    const session = await findByToken(hash);
    const isOpen = session && isAlive(session, clock.now()) && opensBy(session, hash, clock.now());
    return isOpen ? session : undefined;
  }

  function begin(userId: UserId, token: string, { ip, userAgent }: Visitor): Session {
    const startedAt = now();
    const endsAt = new Date(startedAt.getTime() + LONGEST_MS);
    return {
      _id: newId(),
      tokenHash: hashOf(token),
      formerHash: null,
      rotatedAt: startedAt,
      csrfToken: newToken(),
      userId,
      ip,
      userAgent,
      startedAt,
      lastUsedAt: startedAt,
      expiresAt: expiryAt(startedAt.getTime(), endsAt),
      endsAt,
      revokedAt: null,
    };
  }

  /** Link, session, audit entry and card are one transaction: a removal in between undoes all of them. */
  async function redeem(
    link: MagicLink,
    token: string,
    visitor: Visitor,
    former: Session | undefined,
  ): Promise<Session | undefined> {
    const started = clock.now();
    return inTransaction(
      async (tx) => {
        if (!(await links.take(link._id, { address: visitor.ip ?? '' }, tx))) return undefined;
        const user = await activeUser(link.createdBy, tx);
        if (!user) return undefined;
        if (former) await revokeSession(former._id, now(), tx);
        const session = begin(user._id, token, visitor);
        await insertSession(session, tx);
        await log.login(session, visitor, started, tx);
        await announce(tx, {
          kind: OPENED_CARD,
          thingId: session._id,
          thingRev: 0,
          to: [user.telegramId],
        });
        return session;
      },
      (session) => session !== undefined,
    );
  }

  return {
    async issueLink(actor) {
      let issued: Outcome<IssuedLink> = refuse({ key: 'link-invalid' });
      const id: MagicLink['_id'] = newId();
      const outcome = await act.create(actor, sessionActions.link, {
        id,
        async create(tx) {
          issued = await links.issue(
            { id, purpose: 'login', role: null, name: null, issuer: actor.userId },
            tx,
          );
          // What the audit log keeps of it is no secret.
          return isRefused(issued) ? issued : done({ expiresAt: issued.ok.link.expiresAt });
        },
      });
      return isRefused(outcome) ? outcome : issued;
    },

    async login(linkToken, visitor, before) {
      const presented = await links.present(linkToken, 'login', { address: visitor.ip ?? '' });
      const link = 'usable' in presented ? presented.usable : undefined;
      const token = newToken();
      const former = before === undefined ? undefined : await open(before);
      const session = link && (await redeem(link, token, visitor, former));
      if (session) return { token, lastsMs: LONGEST_MS };
      await log.loginRefused('expired' in presented ? presented.expired : link, visitor);
      return undefined;
    },

    async find(token, visitor) {
      const session = await open(token);
      const user = session && (await activeUser(session.userId));
      if (!session || !user) return undefined;
      const me = { actor: toActor(user), sessionId: session._id, csrfToken: session.csrfToken };
      const time = clock.now();
      const isCurrent = hasHash(token, session.tokenHash);
      const fresh = isCurrent && isDueForRotation(session, time) ? newToken() : undefined;
      if (!fresh && !isUseNews(session, time)) return me;
      const noted = await noteUse(session, {
        lastUsedAt: new Date(time),
        expiresAt: expiryAt(time, session.endsAt),
        ip: visitor.ip,
        userAgent: visitor.userAgent,
        ...(fresh && {
          tokenHash: hashOf(fresh),
          formerHash: session.tokenHash,
          rotatedAt: new Date(time),
        }),
      });
      // Of requests that come together one rotates; the others go on by the id that they brought.
      if (!fresh || !noted) return me;
      return { ...me, rotated: { token: fresh, lastsMs: session.endsAt.getTime() - time } };
    },

    async isOwnForm(me, csrfToken, visitor) {
      if (hasHash(csrfToken, hashOf(me.csrfToken))) return true;
      await log.formRefused(me.actor.userId, me.sessionId, visitor);
      return false;
    },

    async logout({ actor, sessionId }, visitor) {
      const started = clock.now();
      await inTransaction(async (tx) => {
        const ended = await revokeSession(sessionId, now(), tx);
        if (ended) await log.logout(actor.userId, sessionId, visitor, started, tx);
      });
    },

    list: async (actor) => (await openSessionsOf(actor.userId, now())).map(shown),
    async get(id) {
      const session = await findSession(id);
      return session && shown(session);
    },
    revoke: (actor, id) =>
      act.change(actor, sessionActions.revoke, {
        id,
        load: async (tx) => {
          const session = await findSession(id, tx);
          return session && owned(session);
        },
        async change(tx) {
          const revoked = await revokeSession(id, now(), tx);
          return revoked ? done(owned(revoked)) : refuse({ key: 'refused-gone' });
        },
      }),
    revokeAll: (actor) =>
      act.create(actor, sessionActions.revokeAll, {
        id: actor.userId,
        create: async (tx) => done({ ended: await revokeSessionsOf(actor.userId, now(), tx) }),
      }),
    shutOut: (userId, tx) => revokeSessionsOf(userId, now(), tx),
  };
}
