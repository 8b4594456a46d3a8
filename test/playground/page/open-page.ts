import type { Browser, Locator, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { createPageServer, type PageServerDeps } from '../../../src/playground/page/server.js';
import type { GroupHandle, PersonHandle } from '../../../src/playground/telegram/index.js';
import { launchChromium } from '../../support/chromium.js';
import { type Running, startTelegram } from '../telegram/local-telegram.js';

export interface OpenPage extends Running {
  page: Page;
  url: string;
  olga: PersonHandle;
  adam: PersonHandle;
  owls: GroupHandle;
  /** The chat in the middle. */
  main: Locator;
  /** What the browser complained of; empty is well. */
  complaints: string[];
}

interface View {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
}

/** One browser for the tests of a file. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  return () => {
    if (!browser) throw new Error('the browser is there only while a test runs');
    return browser;
  };
}

/** The page over a local Telegram with two people and a group, in a tab of its own. */
export async function openPage(browser: Browser, view: View = {}): Promise<OpenPage> {
  const running = await startTelegram();
  const { telegram } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  const adam = telegram.person({ first_name: 'Adam' });
  const owls = telegram.group({ title: 'Night Owls', owner: adam, members: [olga] });
  owls.addsBot({ by: adam, asAdmin: true });
  const reset = async () => void telegram.run({ do: 'reset' });
  const opened = await openTab(browser, { telegram, reset }, view);
  return { ...running, ...opened, olga, adam, owls, main: opened.page.locator('main') };
}

/** Serves the page for a playground and opens it. Fails the test when anything was asked of another machine. */
export async function openTab(
  browser: Browser,
  playground: PageServerDeps['playground'],
  { width = 1280, height = 800, colorScheme = 'light' }: View = {},
): Promise<{ page: Page; url: string; complaints: string[] }> {
  const server = createPageServer({ playground, port: 0 });
  const { url } = await server.start();
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const asked: Request[] = [];
  onTestFinished(async () => {
    await context.close();
    await server.stop();
    const left = asked.filter((one) => one.failure()?.errorText !== 'csp').map((one) => one.url());
    expect(left.filter((address) => !/^(?:http:\/\/127\.0\.0\.1:|blob:|data:)/.test(address))).toEqual([]);
  });
  context.on('request', (request) => asked.push(request));
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, url, complaints };
}

/** Types into a chat and sends it. */
export async function says(place: Locator, text: string): Promise<void> {
  const box = place.getByRole('textbox', { name: 'Message' });
  await box.fill(text);
  await box.press('Enter');
}

/** Drops files on a chat, as from a folder. */
export async function drops(
  page: Page,
  place: Locator,
  files: { name: string; type: string; bytes: Buffer }[],
): Promise<void> {
  const sent = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') }));
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, type, base64 } of ${JSON.stringify(sent)}) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    return transfer;
  })()`);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await place.locator('.thread').dispatchEvent(type, { dataTransfer: transfer });
}
