import type { BrowserContext, Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { useBrowser } from '../playground/page/open-page.js';
import { openFullQueue } from '../support/full-queue.js';
import { opens } from '../support/steps.js';
import { asksForLink } from '../support/web.js';
import { openWorld } from '../support/world.js';

const browser = useBrowser();

interface Tab {
  context: BrowserContext;
  page: Page;
  /** What the browser complained of, a breach of the policy among it; empty is well. */
  complaints: string[];
  /** Every address that was asked for, as a server or a proxy between would log it. */
  asked: string[];
}

async function openTab(options: Parameters<ReturnType<typeof browser>['newContext']>[0] = {}): Promise<Tab> {
  const context = await browser().newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    asked.push(`${request.method()} ${new URL(request.url()).pathname}${new URL(request.url()).search}`);
    for (const value of Object.values(request.headers())) asked.push(value);
  });
  return { context, page, complaints, asked };
}

it('signs a person in by their link, keeps the token to itself, and signs them out', async () => {
  const world = await openWorld();
  const { url, token } = await asksForLink(world.olga);
  const { context, page, complaints, asked } = await openTab();
  await page.goto(url.href);
  await page.getByText('Olga', { exact: true }).waitFor();
  expect(page.url()).toBe(`http://127.0.0.1:${world.port}/`);
  expect(complaints).toEqual([]);
  // The one POST had it in its body only: in no address, and in no header such as a referrer.
  expect(asked.filter((one) => one === 'POST /login')).toHaveLength(1);
  expect(asked.filter((one) => one.includes(token))).toEqual([]);
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(await context.cookies()).toMatchObject([
    { name: 'herald', httpOnly: true, sameSite: 'Lax', path: '/', secure: false },
  ]);

  await page.getByRole('button', { name: 'Log out' }).click();
  await page.locator('[data-login=hint]:visible').waitFor();
  expect(await context.cookies()).toEqual([]);
  // Neither Back nor the history brings the page or the link back.
  await page.goBack();
  await page.locator('[data-login=hint]:visible').waitFor();
  expect(page.url()).not.toContain(token);
  expect(complaints).toEqual([]);
});

it('says the usual sentence to whoever opens a link again, also in the same tab', async () => {
  const world = await openWorld();
  const { url } = await asksForLink(world.olga);
  const first = await openTab();
  await first.page.goto(url.href);
  await first.page.getByText('Olga', { exact: true }).waitFor();
  const second = await openTab();
  await second.page.goto(url.href);
  await second.page.getByRole('alert').filter({ visible: true }).waitFor();
  expect(await second.page.getByRole('alert').filter({ visible: true }).textContent()).toContain(
    'This link is not valid any more',
  );
  expect(second.page.url()).toBe(`http://127.0.0.1:${world.port}/login`);
  // A fresh one opened from the refused page works.
  await second.page.goto((await asksForLink(world.olga)).url.href);
  await second.page.getByText('Olga', { exact: true }).waitFor();
});

it('lets nothing go on in a tab whose session was ended in the chat', async () => {
  const world = await openWorld();
  const { olga } = world;
  const { page } = await openTab();
  await page.goto((await asksForLink(olga)).url.href);
  await page.getByText('Olga', { exact: true }).waitFor();
  const fresh = await opens(olga, 'You');
  await olga.sees(/Time zone/, fresh);
  olga.presses('Signed in (1)');
  await olga.sees(/^Signed in as you\s+1\. Chrome on Linux/, fresh);
  olga.presses('1. Chrome on Linux');
  await olga.sees(/No browser is signed in/, fresh);
  await page.reload();
  await page.locator('[data-login=hint]:visible').waitFor();
});

it('cannot be made to log somebody out, or to show itself, by another site', async () => {
  const world = await openWorld();
  const { page, context } = await openTab();
  await page.goto((await asksForLink(world.olga)).url.href);
  await page.getByText('Olga', { exact: true }).waitFor();
  const herald = `http://127.0.0.1:${world.port}`;
  const evil = await context.newPage();
  await evil.route('https://evil.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${herald}/logout"><input name="csrf" value="guess"><button>Win</button></form>
        <iframe src="${herald}/"></iframe>`,
    }),
  );
  await evil.goto('https://evil.example/');
  expect(await evil.frames().at(-1)?.locator('body').textContent()).not.toContain('Olga');
  const answer = evil.waitForResponse(`${herald}/logout`);
  await evil.getByRole('button').click();
  expect((await answer).status()).toBe(403);
  await page.reload();
  await page.getByText('Olga', { exact: true }).waitFor();
});

it.each(['light', 'dark'] as const)(
  'fits a phone, in %s colours, with names as they are',
  async (colorScheme) => {
    const world = await openWorld();
    const queue = await openFullQueue(world, 3, {
      campaign: { name: '<b>Autumn</b> with a name that is far too long for a narrow screen' },
    });
    await queue.adds({ dueIn: 86_400_000 });
    const { page, complaints } = await openTab({ colorScheme, viewport: { width: 320, height: 640 } });
    await page.goto((await asksForLink(world.olga)).url.href);
    await page.getByText('<b>Autumn</b> with a name').first().waitFor();
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBe(320);
    const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(paper).toBe(colorScheme === 'dark' ? 'rgb(23, 25, 29)' : 'rgb(255, 255, 255)');
    expect(complaints).toEqual([]);
  },
);
