import { expect, it, onTestFinished } from 'vitest';
import { createShiftableClock } from '../../src/common/clock.js';
import { createLogger } from '../../src/common/logger.js';
import { createWeb } from '../../src/web/server.js';
import { asksForLink, createWebClient } from '../support/web.js';
import { openWorld } from '../support/world.js';

it('gives every answer the strict headers', async () => {
  const { olga, port } = await openWorld();
  const browser = createWebClient(port);
  const answers: Record<string, Response> = {
    health: await browser.get('/healthz'),
    'login page': await browser.get('/login'),
    'a stranger': await browser.get('/'),
    refused: await browser.signsIn('nonsense'),
    foreign: await browser.post('/login', {}, { origin: 'https://evil.example' }),
    'too large': await browser.post('/login', { token: 'x'.repeat(10_000) }),
    style: await browser.get('/herald.css'),
    script: await browser.get('/herald.js'),
    icon: await browser.get('/icon.svg'),
    'signing in': await browser.signsIn((await asksForLink(olga)).token),
    queue: await browser.get('/'),
    'not there': await browser.get('/nothing'),
    'foreign form': await browser.post('/logout', {}),
  };
  expect(Object.entries(answers).map(([name, { status }]) => `${name} ${status}`)).toEqual([
    'health 200',
    'login page 200',
    'a stranger 303',
    'refused 403',
    'foreign 403',
    'too large 413',
    'style 200',
    'script 200',
    'icon 200',
    'signing in 303',
    'queue 200',
    'not there 404',
    'foreign form 403',
  ]);
  for (const [name, { headers }] of Object.entries(answers)) {
    const policy = headers.get('content-security-policy') ?? '';
    expect(`${name}: ${policy}`).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|nonce/);
    expect({ name, ...Object.fromEntries(headers) }).toMatchObject({
      name,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers.get('x-powered-by')).toBeNull();
    // Over plain http browsers ignore it, and a proxy of another service on this host must not inherit it.
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

it('lets one address try to sign in sixty times in ten minutes, and others go on', async () => {
  const world = await openWorld({ web: { host: '127.0.0.1', port: 0, trustedProxies: 1 } });
  const guesser = createWebClient(world.port, { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' });
  for (let n = 0; n < 60; n++) await guesser.get('/login');
  const { token } = await asksForLink(world.olga);
  const busy = await guesser.signsIn(token);
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '600']);
  // What stands before the trusted proxy's word is only said by who asks.
  const same = createWebClient(world.port, { 'x-forwarded-for': '198.51.100.2, 203.0.113.9' });
  expect((await same.signsIn(token)).status).toBe(429);
  const other = createWebClient(world.port, { 'x-forwarded-for': '203.0.113.10' });
  expect((await other.signsIn(token)).status).toBe(303);
});

it('believes nobody’s word for another address where no proxy is trusted', async () => {
  const { olga, port } = await openWorld();
  const liar = createWebClient(port, { 'x-forwarded-for': '203.0.113.9' });
  await liar.signsIn((await asksForLink(olga)).token);
  await olga.sees(/A browser was signed in as you: Firefox on Windows .* from 127\.0\.0\.1/);
});

it('tells nothing of an error, and lets nobody in by it', async () => {
  const fails = async () => {
    throw new Error('the database says: secret');
  };
  const web = createWeb({
    host: '127.0.0.1',
    port: 0,
    trustedProxies: 0,
    isHttps: false,
    address: () => 'http://127.0.0.1',
    sessions: { find: fails, login: fails, isOwnForm: fails, logout: fails },
    notices: fails,
    overview: fails,
    clock: createShiftableClock(),
    log: createLogger('silent'),
    health: () => ({ leader: true, problems: [], posting: {} }),
  });
  const browser = createWebClient(await web.start());
  onTestFinished(() => web.stop());
  browser.cookies.set('herald', 'A'.repeat(43));
  const answers = [
    await browser.get('/'),
    await browser.post('/logout', {}, { 'sec-fetch-site': 'same-origin' }),
    await browser.post('/login', { token: 'x' }, { 'sec-fetch-site': 'same-origin' }),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.text()).not.toMatch(/secret|database|\bat /);
  }
});
