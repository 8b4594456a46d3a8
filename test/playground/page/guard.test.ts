import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { createPageServer } from '../../../src/playground/page/server.js';
import { startTelegram } from '../telegram/local-telegram.js';

async function startPage(): Promise<URL> {
  const { telegram } = await startTelegram();
  const server = createPageServer({
    playground: { telegram, reset: async () => void telegram.run({ do: 'reset' }) },
    port: 0,
  });
  onTestFinished(() => server.stop());
  return new URL((await server.start()).url);
}

/** fetch sets these headers itself; node:http sends what it is told. */
function statusWith(url: URL, headers: Record<string, string>, path = '/_sim/state'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: url.hostname, port: url.port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });
}

it('lets nothing run that is not its own file', async () => {
  const answer = await fetch(await startPage());
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

it('answers this machine only, by its own name', async () => {
  const url = await startPage();
  expect(url.hostname).toBe('127.0.0.1');
  expect(await statusWith(url, { host: url.host })).toBe(200);
  expect(await statusWith(url, { host: 'evil.example' })).toBe(403);
  expect(await statusWith(url, { host: url.host, origin: 'https://evil.example' })).toBe(403);
});

it.each(['/../server.ts', '/..%2fserver.ts', '/assets.ts', '/nothing.js', '/vendor/../../server.ts'])(
  'serves no file outside its folder: %s',
  async (path) => {
    const url = await startPage();
    expect(await statusWith(url, { host: url.host }, path)).toBe(404);
  },
);
