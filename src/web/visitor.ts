import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createMiddleware } from 'hono/factory';
import type { WebEnv } from './env.js';

/** As much is kept of what a browser says of itself. */
const USER_AGENT_MAX = 512;

/**
 * Notes who asks. Behind reverse proxies the peer is the last of them; each adds its own peer to X-Forwarded-For, so
 * that counted from the end only what the trusted ones wrote is believed.
 */
export function noteVisitor(trustedProxies: number) {
  return createMiddleware<WebEnv>(async (c, next) => {
    const told = trustedProxies > 0 ? (c.req.header('x-forwarded-for')?.split(',') ?? []) : [];
    const chain = [...told.map((one) => one.trim()), getConnInfo(c).remote.address ?? ''];
    const address = (chain.at(-1 - trustedProxies) ?? chain[0] ?? '').replace(/^::ffff:/, '');
    c.set('visitor', {
      ip: isIP(address) ? address : null,
      userAgent: c.req.header('user-agent')?.slice(0, USER_AGENT_MAX) ?? null,
      route: `${c.req.method} ${c.req.path}`,
    });
    await next();
  });
}
