import { expect, it } from 'vitest';
import { AuditLogModel, SessionModel } from '../../src/common/models/index.js';
import { accepts, invites } from '../support/invitations.js';
import { asksForLink, createWebClient } from '../support/web.js';
import { openWorld, type World } from '../support/world.js';

/** Olga, signed in. */
async function signedIn(world: World) {
  const browser = createWebClient(world.port);
  await browser.signsIn((await asksForLink(world.olga)).token);
  return browser;
}

const isIn = async (browser: ReturnType<typeof createWebClient>) => (await browser.get('/')).status === 200;

it('lets a person in by the link in their chat, once', async () => {
  const { olga, port } = await openWorld();
  const { url, token } = await asksForLink(olga);
  expect(url.href).toBe(`http://127.0.0.1:${port}/login#${token}`);
  const browser = createWebClient(port);
  expect((await browser.get('/')).headers.get('location')).toBe('login');
  const answer = await browser.signsIn(token);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, './']);
  const page = await (await browser.get('/')).text();
  expect(page).toMatch(/<strong>Olga<\/strong> · Operator/);
  expect(page).not.toContain(token);

  const again = await createWebClient(port).signsIn(token);
  expect(again.status).toBe(403);
  expect(await again.text()).toContain('This link is not valid any more');
});

it('uses nothing up for whoever only looks, and has the same page for everybody', async () => {
  const { olga, port } = await openWorld();
  const { token } = await asksForLink(olga);
  const preview = createWebClient(port);
  const pages = new Set<string>();
  for (const path of ['/login', `/login?token=${token}`, `/login?${token}`]) {
    pages.add(await (await preview.get(path, { 'user-agent': 'TelegramBot (like TwitterBot)' })).text());
    await fetch(`http://127.0.0.1:${port}${path}`, { method: 'HEAD' });
  }
  expect(pages.size).toBe(1);
  expect((await createWebClient(port).signsIn(token)).status).toBe(303);
});

it('gives a cookie that no script reads and no other site sends along', async () => {
  const { olga, port } = await openWorld();
  const answer = await createWebClient(port).signsIn((await asksForLink(olga)).token);
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^herald=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
});

it('binds the cookie to https and to this host where Herald is reached by https', async () => {
  const world = await openWorld({
    web: { host: '127.0.0.1', port: 0, publicUrl: 'https://ads.example.com/herald' },
  });
  const { url, token } = await asksForLink(world.olga);
  expect(url.href).toBe(`https://ads.example.com/herald/login#${token}`);
  const browser = createWebClient(world.port);
  // What the proxy passes on: the browser's origin is the public one.
  const answer = await browser.post('/login', { token }, { origin: 'https://ads.example.com' });
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-herald=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect((await browser.get('/')).status).toBe(200);
  const plain = createWebClient(world.port);
  plain.cookies.set('herald', browser.cookies.get('__Host-herald') ?? '');
  expect((await plain.get('/')).status).toBe(303);
});

it('shows names as they are, whatever they look like', async () => {
  const { telegram, adam, port } = await openWorld();
  const person = telegram.person({ first_name: '<b>Zoë</b> "&\' <script>alert(1)</script>' });
  await accepts(person, await invites(adam, 'Operator'));
  const browser = createWebClient(port);
  await browser.signsIn((await asksForLink(person)).token);
  const page = await (await browser.get('/')).text();
  expect(page).toContain('&lt;b&gt;Zoë&lt;/b&gt; &quot;&amp;&#39; &lt;script&gt;');
  expect(page).not.toMatch(/<b>|alert\(1\)<\/script>/);
});

it('takes a write only with the token of this session’s own page', async () => {
  const world = await openWorld();
  const browser = await signedIn(world);
  const other = createWebClient(world.port);
  await other.signsIn((await asksForLink(world.adam)).token);
  for (const form of [{}, { csrf: '' }, { csrf: await other.csrf() }, { token: await browser.csrf() }]) {
    const answer = await browser.post('/logout', form as Record<string, string>);
    expect(answer.status).toBe(403);
  }
  expect(await isIn(browser)).toBe(true);
  expect(await AuditLogModel.countDocuments({ action: 'session.form', 'metadata.success': false })).toBe(4);
  const answer = await browser.post('/logout', { csrf: await browser.csrf() });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, 'login']);
  expect(browser.cookies.size).toBe(0);
});

it('takes a write only from its own pages, as the browser says', async () => {
  const world = await openWorld();
  const browser = await signedIn(world);
  const form = { csrf: await browser.csrf() };
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `http://localhost:${world.port}` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    {},
  ] as Record<string, string>[];
  for (const headers of foreign)
    expect([headers, (await browser.post('/logout', form, headers)).status]).toEqual([headers, 403]);
  const { token } = await asksForLink(world.olga);
  for (const headers of foreign) expect((await browser.post('/login', { token }, headers)).status).toBe(403);
  expect(await isIn(browser)).toBe(true);
  expect((await browser.post('/login', { token }, { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
});

it('takes a write in no other form than a form', async () => {
  const world = await openWorld();
  const browser = await signedIn(world);
  const csrf = await browser.csrf();
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join();
  for (const [path, body] of [
    ['/logout', { csrf }],
    ['/login', { token: (await asksForLink(world.olga)).token }],
  ] as const) {
    const answer = await fetch(`http://127.0.0.1:${world.port}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(403);
  }
  expect(await isIn(browser)).toBe(true);
});

it('gives the browser another id every quarter of an hour', async () => {
  const world = await openWorld();
  const browser = await signedIn(world);
  const first = browser.cookies.get('herald');
  const shown = await browser.csrf();
  world.clock.advance(15 * 60_000);
  const page = await browser.get('/');
  expect([page.status, page.headers.getSetCookie().length]).toEqual([200, 1]);
  const second = browser.cookies.get('herald');
  expect(second).not.toBe(first);
  world.clock.advance(30_000);
  expect(await isIn(browser)).toBe(true);
  browser.cookies.set('herald', first ?? '');
  expect(await isIn(browser)).toBe(false);
  browser.cookies.set('herald', second ?? '');
  // A page that was on the screen before the change still logs out.
  expect((await browser.post('/logout', { csrf: shown })).status).toBe(303);
});

it('really ends a session that was logged out of', async () => {
  const world = await openWorld();
  const browser = await signedIn(world);
  const kept = new Map(browser.cookies);
  await browser.post('/logout', { csrf: await browser.csrf() });
  for (const [name, value] of kept) browser.cookies.set(name, value);
  const answer = await browser.get('/');
  expect(answer.status).toBe(303);
  // The browser is told to forget it, too.
  expect(browser.cookies.size).toBe(0);
  expect(await SessionModel.countDocuments({ revokedAt: null })).toBe(0);
});

it('writes down who signed in and out, from where, by which address', async () => {
  const world = await openWorld();
  const browser = await signedIn(world);
  await browser.post('/logout', { csrf: await browser.csrf() });
  await browser.signsIn('A'.repeat(43));
  const entries = await AuditLogModel.find({ action: /^session/ })
    .sort({ _id: 1 })
    .lean();
  const from = { ipAddress: '127.0.0.1', userAgent: expect.stringContaining('Firefox/') };
  expect(entries).toMatchObject([
    { action: 'session.link', metadata: { route: 'chat:session.link', ipAddress: null } },
    { action: 'session.login', metadata: { ...from, route: 'POST /login', success: true } },
    { action: 'session.logout', metadata: { ...from, route: 'POST /logout', success: true } },
    { action: 'session.login', userId: null, metadata: { ...from, route: 'POST /login', success: false } },
  ]);
});

it('shows strangers the way in, whatever they ask for', async () => {
  const { port } = await openWorld();
  const stranger = createWebClient(port);
  for (const path of [
    '/',
    '/queue',
    '/.env',
    '/.git/config',
    '/../package.json',
    '/herald.css/..%2f..%2fpackage.json',
  ])
    expect((await stranger.get(path)).headers.get('location')).toBe('login');
  expect((await stranger.post('/logout', {})).headers.get('location')).toBe('login');
});
