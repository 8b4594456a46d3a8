import type { Actor } from '@common/actor.js';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import type { QueueOverview } from '../features/queue/index.js';
import type { Sessions } from '../features/team/index.js';
import type { WebEnv } from './env.js';
import { queuePage, sentencePage } from './pages.view.js';
import type { SessionCookie } from './session-cookie.js';

const READS = new Set(['GET', 'HEAD']);
const formSchema = z.object({ csrf: z.string() });

export interface SignedInDeps {
  sessions: Pick<Sessions, 'find' | 'isOwnForm' | 'logout'>;
  cookie: SessionCookie;
  /** What a person must know before anything else. */
  notices(actor: Actor): Promise<string[]>;
  overview(actor: Actor): Promise<QueueOverview>;
}

/** What only a signed-in person reaches, whatever the path: also pages that are not there. */
export function signedInRoutes({ sessions, cookie, notices, overview }: SignedInDeps): Hono<WebEnv> {
  const door = createMiddleware<WebEnv>(async (c, next) => {
    const token = cookie.read(c);
    const me = token === undefined ? undefined : await sessions.find(token, c.var.visitor);
    if (!me) {
      if (token !== undefined) cookie.clear(c);
      return c.redirect('login', 303);
    }
    c.set('me', me);
    if (me.rotated) cookie.write(c, me.rotated);
    return next();
  });

  /** Every write, also one that is added later, has to come from a form of this session's own pages. */
  const ownForm = createMiddleware<WebEnv>(async (c, next) => {
    if (READS.has(c.req.method)) return next();
    const form = formSchema.safeParse(await c.req.parseBody());
    const csrf = form.success ? form.data.csrf : '';
    if (await sessions.isOwnForm(c.var.me, csrf, c.var.visitor)) return next();
    return c.html(sentencePage('web-form-foreign'), 403);
  });

  const app = new Hono<WebEnv>();
  app.use(door, ownForm);
  app.get('/', async (c) => {
    const { me } = c.var;
    const [told, queue] = await Promise.all([notices(me.actor), overview(me.actor)]);
    return c.html(queuePage(me, told, queue));
  });
  app.post('/logout', async (c) => {
    await sessions.logout(c.var.me, c.var.visitor);
    cookie.clear(c);
    return c.redirect('login', 303);
  });
  app.all('*', (c) => c.html(sentencePage('web-not-found'), 404));
  return app;
}
