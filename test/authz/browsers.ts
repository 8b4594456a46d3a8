import { asTelegramUserId } from '@common/ids.js';
import { createLogger } from '@common/logger.js';
import { AuditLogModel, MagicLinkModel, SessionModel, UserModel } from '@common/models/index.js';
import { createWeb, type WebDeps } from '../../src/web/server.js';
import type { Bench } from './bench.js';
import type { Principal } from './people.js';

/** Who asks, by the cookie that their browser sends. */
export const BROWSERS = [
  'a stranger',
  'a made-up cookie',
  'the disabled',
  'the removed',
  'a session that was ended',
  'a session that ran out',
  'an id from before the last',
  'operator, own',
  "operator, another's",
  'admin',
] as const;
export type BrowserName = (typeof BROWSERS)[number];

export interface Browser {
  cookie: string | undefined;
  /** What its own forms carry, also where the session is not open any more. */
  csrf: string;
  isIn: boolean;
}

/** Before anything on the bench. */
const PAST = new Date(Date.UTC(2026, 10, 26, 9, 0));

/** Who has made login links, and what has become of those. */
export const MAKERS = ['operator, own', "operator, another's", 'admin', 'disabled', 'removed'] as const;
const SPOILT = {
  fresh: {},
  'used up': { usedAt: PAST },
  'run out': { expiresAt: PAST },
  revoked: { revokedAt: PAST },
  'for another purpose': { purpose: 'invite' },
};
export type LinkState = keyof typeof SPOILT;
export const LINK_STATES = Object.keys(SPOILT) as LinkState[];

const NO_LINKS = { fresh: '', 'used up': '', 'run out': '', revoked: '', 'for another purpose': '' };

export interface Site {
  deps: WebDeps;
  /** As a browser writes it. */
  origin: string;
  browsers: Record<BrowserName, Browser>;
  /** The tokens of login links that somebody made while they were on the team. */
  linksOf(maker: Principal): Record<LinkState, string>;
  stop(): Promise<void>;
}

const nowhere = { ip: '127.0.0.1', userAgent: 'test', route: 'POST /login' };

/** The web side of the bench on a port of its own, and whoever has ever been signed in there. */
export async function openSite({ rooms, clock, cast, keep }: Bench): Promise<Site> {
  let origin = '';
  const deps: WebDeps = {
    host: '127.0.0.1',
    port: 0,
    // Each request comes from elsewhere: how many may come from one place is tested for itself.
    trustedProxies: 1,
    isHttps: false,
    address: () => origin,
    sessions: rooms.sessions,
    notices: rooms.notices,
    overview: rooms.overview,
    clock,
    log: createLogger('silent'),
    health: () => ({ leader: true, problems: [], posting: {} }),
  };
  const web = createWeb(deps);
  origin = `http://127.0.0.1:${await web.start()}`;
  const rowOf = (principal: Principal) => ({ telegramId: asTelegramUserId(cast.users[principal].id) });

  /** What somebody does while they are on the team, who may not be any more. */
  async function whileActive<T>(principal: Principal, act: () => Promise<T>): Promise<T> {
    const before = await UserModel.findOne(rowOf(principal)).lean();
    await UserModel.collection.updateOne(rowOf(principal), { $set: { status: 'active' } });
    const result = await act();
    await UserModel.collection.updateOne(rowOf(principal), { $set: { status: before?.status } });
    return result;
  }

  const linkOf = (principal: Principal, state: LinkState = 'fresh') =>
    whileActive(principal, async () => {
      const actor = await rooms.team.actorOf(cast.users[principal].id);
      const issued = actor && (await rooms.sessions.issueLink(actor));
      if (!issued || !('ok' in issued)) throw new Error(`no link for ${principal}`);
      const { token, link } = issued.ok;
      if (state !== 'fresh')
        await MagicLinkModel.collection.updateOne({ _id: link._id as never }, { $set: SPOILT[state] });
      return token;
    });

  async function signsIn(principal: Principal, becomes?: object): Promise<Browser> {
    const link = await linkOf(principal);
    return whileActive(principal, async () => {
      const opened = await rooms.sessions.login(link, nowhere);
      const me = opened && (await rooms.sessions.find(opened.token, nowhere));
      if (!opened || !me) throw new Error(`${principal} could not sign in`);
      if (becomes)
        await SessionModel.collection.updateOne({ _id: me.sessionId as never }, [{ $set: becomes }]);
      return { cookie: opened.token, csrf: me.csrfToken, isIn: false };
    });
  }

  const out = { cookie: undefined, csrf: '', isIn: false };
  const browsers: Record<BrowserName, Browser> = {
    'a stranger': out,
    'a made-up cookie': { ...out, cookie: 'A'.repeat(43) },
    'the disabled': await signsIn('disabled'),
    'the removed': await signsIn('removed'),
    'a session that was ended': await signsIn('admin', { revokedAt: PAST }),
    'a session that ran out': await signsIn('admin', { expiresAt: PAST }),
    'an id from before the last': await signsIn('admin', {
      formerHash: '$tokenHash',
      tokenHash: '0'.repeat(64),
      rotatedAt: PAST,
    }),
    'operator, own': { ...(await signsIn('operator, own')), isIn: true },
    "operator, another's": { ...(await signsIn("operator, another's")), isIn: true },
    admin: { ...(await signsIn('admin')), isIn: true },
  };
  const links = new Map<Principal, Record<LinkState, string>>();
  for (const maker of MAKERS) {
    const made = { ...NO_LINKS };
    for (const state of LINK_STATES) made[state] = await linkOf(maker, state);
    links.set(maker, made);
  }
  // What was done up to here is nothing that is looked at.
  await AuditLogModel.deleteMany({});
  await keep();
  return { deps, origin, browsers, linksOf: (maker) => links.get(maker) ?? NO_LINKS, stop: web.stop };
}
