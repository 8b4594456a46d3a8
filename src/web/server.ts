import { fileURLToPath } from 'node:url';
import type { Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import { type ServerType, serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import type { Sessions } from '../features/team/index.js';
import type { WebEnv } from './env.js';
import { noStore, strictHeaders } from './guards.js';
import { loginRoutes } from './login.routes.js';
import { sentencePage } from './pages.view.js';
import { createSessionCookie } from './session-cookie.js';
import { type SignedInDeps, signedInRoutes } from './signed-in.routes.js';
import { noteVisitor } from './visitor.js';

/** What the process says of itself. */
export interface Health {
  /** This process polls and sends; false on a standby. */
  leader: boolean;
  /** Problems that need a person; empty is well. */
  problems: string[];
  /** What the posting engine has counted since the process began. */
  posting: object;
}

export interface WebDeps extends Omit<SignedInDeps, 'sessions' | 'cookie'> {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** How many reverse proxies stand before Herald and tell who asks. */
  trustedProxies: number;
  isHttps: boolean;
  /** Where browsers reach it; known as soon as it listens. */
  address(): string;
  sessions: Pick<Sessions, 'find' | 'isOwnForm' | 'login' | 'logout'>;
  clock: Clock;
  log: Logger;
  health(): Health;
}

export interface Web {
  /** Answers the port it listens on. */
  start(): Promise<number>;
  stop(): Promise<void>;
}

/** Far more than any form of ours holds. */
const MAX_BODY_BYTES = 8 * 1024;
const ASSETS = '/:file{herald\\.css|herald\\.js|icon\\.svg}';
const assets = fileURLToPath(new URL('../../public', import.meta.url));

/** Every route, and what stands before it. */
export function createPages(deps: WebDeps): Hono<WebEnv> {
  const cookie = createSessionCookie(deps.isHttps);
  const app = new Hono<WebEnv>();
  app.use(noStore, strictHeaders(deps.isHttps), noteVisitor(deps.trustedProxies));
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
  // Browsers say where a form was sent from, by one of two headers; who says neither is none.
  app.use(csrf({ origin: (origin) => origin === new URL(deps.address()).origin }));
  app.get('/healthz', (c) => {
    const state = deps.health();
    return c.json(state, state.problems.length > 0 ? 503 : 200);
  });
  app.get(ASSETS, serveStatic({ root: assets }));
  app.route('/', loginRoutes({ ...deps, cookie }));
  app.route('/', signedInRoutes({ ...deps, cookie }));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    deps.log.error({ err: error, method: c.req.method, path: c.req.path }, 'a web page failed');
    return c.html(sentencePage('web-failed'), 500);
  });
  return app;
}

/** Herald's web side: the health of the process, signing in, and the queue to look at. */
export function createWeb(deps: WebDeps): Web {
  let server: ServerType | undefined;
  return {
    start: () =>
      new Promise((resolve, reject) => {
        const listening = serve(
          { fetch: createPages(deps).fetch, hostname: deps.host, port: deps.port },
          (address) => resolve(address.port),
        );
        listening.once('error', reject);
        server = listening;
      }),
    stop: () =>
      new Promise((resolve, reject) => {
        if (!server) return resolve();
        server.close((error) => (error ? reject(error) : resolve()));
        // A browser keeps its connection open for the next page.
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}
