import { SessionModel } from '@common/models/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS, type BrowserName, LINK_STATES, MAKERS, openSite, type Site } from './browsers.js';
import { AUDIT, expectOnly, playsMatrix } from './expectations.js';
import { FORMS, type Form, FROM, isFromHere, methodsOf, ROUTES, type Route, routesOf } from './routes.js';

const matrix = playsMatrix('HTTP routes');
const READS = ['GET', 'HEAD'];

let site: Site;
beforeAll(async () => {
  site = await openSite(matrix.bench);
});
afterAll(() => site.stop());

let visitors = 0;

interface Asked {
  browser: BrowserName;
  method: string;
  path: string;
  form?: Form;
  /** What the form holds beside. */
  fields?: Record<string, string>;
}

/** Asks from an address of its own. */
async function ask({ browser, method, path, form, fields = {} }: Asked): Promise<Response> {
  const { cookie, csrf } = site.browsers[browser];
  const ip = `10.0.${visitors >> 8}.${visitors++ & 255}`;
  const headers = {
    'x-forwarded-for': ip,
    ...(cookie && { cookie: `herald=${cookie}` }),
    ...(form && FROM[form.from]),
    ...(form?.from === 'our page' && { origin: site.origin }),
    ...(form?.as === 'json' && { 'content-type': 'application/json' }),
  };
  const other = browser === 'admin' ? 'operator, own' : 'admin';
  const tokens = { 'its own': csrf, "another's": site.browsers[other].csrf, none: undefined };
  const token = form && tokens[form.csrf];
  const all = { ...fields, ...(token !== undefined && { csrf: token }) };
  const body = form?.as === 'json' ? JSON.stringify(all) : new URLSearchParams(all);
  return fetch(site.origin + path, { method, headers, redirect: 'manual', ...(form && { body }) });
}

/** What comes of a request without a link. */
function expected(
  route: Route,
  { browser, method, form }: Asked,
): { status: number; refused?: string; ends?: true } {
  const { isIn } = site.browsers[browser];
  const writes = !READS.includes(method);
  if (form?.as === 'form' && !isFromHere(form)) return { status: 403 };
  if (route.to === 'everybody') return { status: 200 };
  if (route.to === 'whoever has a link') return { status: 403, refused: 'session.login' };
  if (!isIn) return { status: 303 };
  if (writes && !(form?.as === 'form' && form.csrf === 'its own'))
    return { status: 403, refused: 'session.form' };
  return { status: route.answer, ...(route.ends && { ends: true }) };
}

async function play(route: Route, asked: Asked): Promise<void> {
  matrix.cases++;
  const { browser, method, path, form } = asked;
  const what = `${method} ${path} by ${browser}, ${form ? Object.values(form).join() : ''}`;
  const { status, refused, ends } = expected(route, asked);
  let answer: Response | undefined;
  const { changed, entries } = await matrix.bench.look(async () => {
    answer = await ask(asked);
    const text = await answer.text();
    for (const [name, { csrf }] of Object.entries(site.browsers))
      if (csrf !== '' && name !== browser) expect(text.includes(csrf), `${what} shows ${name}’s`).toBe(false);
  });
  expect(answer?.status, what).toBe(status);
  if (status === 303) expect(answer?.headers.get('location'), what).toBe('login');
  expectOnly(ends ? ['sessions', AUDIT] : refused ? [AUDIT] : [], changed, what);
  const done = ends ? ['session.logout'] : [];
  expect(
    entries.filter(({ success }) => success).map(({ action }) => action),
    what,
  ).toEqual(done);
  for (const { action, success } of entries) if (!success) expect(action, what).toBe(refused);
}

describe('the web side', () => {
  it('has no other routes than these', () => {
    expect(routesOf(site.deps).sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it.each(BROWSERS)('answers %s as the table of routes says, whatever is sent', async (browser) => {
    for (const [name, route] of Object.entries(ROUTES))
      for (const path of route.paths)
        for (const method of methodsOf(name)) {
          if (READS.includes(method)) await play(route, { browser, method, path });
          else if (method === 'OPTIONS') await play(route, { browser, method, path });
          // Of paths that are not there, one is enough for every form.
          else if (path === route.paths[0])
            for (const form of method === 'POST' || method === 'DELETE' ? FORMS : FORMS.slice(0, 2))
              await play(route, { browser, method, path, form });
        }
  });

  it('answers on a path that is there for another method as on one that is not', async () => {
    const paths = ['/', '/healthz', '/herald.css', '/logout'];
    const anywhere = { to: 'the team', paths, answer: 404 } as const;
    for (const browser of BROWSERS)
      for (const path of paths)
        for (const method of ['POST', 'PUT', 'DELETE'])
          if (ROUTES[`${method} ${path}`] === undefined)
            for (const form of FORMS.slice(0, 4)) await play(anywhere, { browser, method, path, form });
  });
});

describe('a login link', () => {
  const at = { method: 'POST', path: '/login' } as const;
  const forms = FORMS.filter(({ csrf }) => csrf === 'none');

  it.each(MAKERS)(
    'that the %s has made lets them in, while it and they are what they were',
    async (maker) => {
      const { look, userIdOf } = matrix.bench;
      const isTeam = maker !== 'disabled' && maker !== 'removed';
      const before = await SessionModel.distinct('_id');
      for (const state of LINK_STATES)
        for (const browser of BROWSERS)
          for (const form of forms) {
            matrix.cases++;
            const what = `${maker}’s link, ${state}, by ${browser}, ${Object.values(form).join()}`;
            const works = isTeam && state === 'fresh' && isFromHere(form) && form.as === 'form';
            const token = site.linksOf(maker)[state];
            const { changed } = await look(async () => {
              const answer = await ask({ ...at, browser, form, fields: { token } });
              expect(answer.status, what).toBe(works ? 303 : 403);
              expect(answer.headers.getSetCookie(), what).toHaveLength(works ? 1 : 0);
              if (!works) return;
              const fresh = await SessionModel.find({ _id: { $nin: before } }).lean();
              expect(fresh.map(({ userId }) => userId)).toEqual([userIdOf(maker)]);
            });
            if (!works) expectOnly([AUDIT], changed, what);
          }
    },
  );
});
