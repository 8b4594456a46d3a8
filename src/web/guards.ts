import type { Clock } from '@common/clock.js';
import { createRateLimit } from '@common/rate-limit.js';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { WebEnv } from './env.js';

const YEAR_S = 31_536_000;
/** Nobody signs in so often; every try counts, also one that only looks at the page. */
const MOST_LOGINS = 60;
const LOGINS_MS = 10 * 60_000;

/** Nothing runs but our own files, nobody frames us, and no browser learns where somebody came from. */
export function strictHeaders(isHttps: boolean) {
  const self = ["'self'"];
  const none = ["'none'"];
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: self,
      styleSrc: self,
      imgSrc: self,
      connectSrc: self,
      formAction: self,
      baseUri: none,
      frameAncestors: none,
    },
    xFrameOptions: 'DENY',
    strictTransportSecurity: isHttps && `max-age=${YEAR_S}`,
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
  });
}

/** What is on a page is for one person, now. */
export const noStore = createMiddleware<WebEnv>(async (c, next) => {
  await next();
  c.res.headers.set('Cache-Control', 'no-store');
});

/** So many by one address; whoever is beyond costs no look into the database. */
export function limitLogins(clock: Clock, tooMany: () => string | Promise<string>) {
  const logins = createRateLimit({ clock, max: MOST_LOGINS, windowMs: LOGINS_MS });
  return createMiddleware<WebEnv>(async (c, next) => {
    if (logins.takes(c.var.visitor.ip ?? '')) return next();
    c.header('Retry-After', String(LOGINS_MS / 1000));
    return c.html(tooMany(), 429);
  });
}
