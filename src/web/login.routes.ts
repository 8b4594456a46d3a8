import type { Clock } from '@common/clock.js';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Sessions } from '../features/team/index.js';
import type { WebEnv } from './env.js';
import { limitLogins } from './guards.js';
import { loginPage, sentencePage } from './pages.view.js';
import type { SessionCookie } from './session-cookie.js';

const bodySchema = z.object({ token: z.string() });

interface LoginDeps {
  sessions: Pick<Sessions, 'login'>;
  cookie: SessionCookie;
  clock: Clock;
}

/** Looking at the page changes nothing; its script redeems what stands behind the # by one POST. */
export function loginRoutes({ sessions, cookie, clock }: LoginDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.use(
    '/login',
    limitLogins(clock, () => sentencePage('web-too-many')),
  );
  app.get('/login', (c) => c.html(loginPage()));
  app.post('/login', async (c) => {
    const body = bodySchema.safeParse(await c.req.parseBody());
    const token = body.success ? body.data.token : '';
    const opened = await sessions.login(token, c.var.visitor, cookie.read(c));
    if (!opened) return c.html(sentencePage('link-invalid'), 403);
    cookie.write(c, opened);
    return c.redirect('./', 303);
  });
  return app;
}
