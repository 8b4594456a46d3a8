import type { Browser, Locator, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { createPageServer } from '../../../src/playground/page/server.js';
import type { GroupHandle, PersonHandle } from '../../../src/playground/telegram/index.js';
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
}

/** The page over a local Telegram with two people and a group, in a tab of its own. */
export async function openPage(
  browser: Browser,
  { width = 1280, height = 800 }: View = {},
): Promise<OpenPage> {
  const running = await startTelegram();
  const { telegram } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  const adam = telegram.person({ first_name: 'Adam' });
  const owls = telegram.group({ title: 'Night Owls', owner: adam, members: [olga] });
  owls.addsBot({ by: adam, asAdmin: true });
  const server = createPageServer({
    playground: { telegram, reset: async () => void telegram.run({ do: 'reset' }) },
    port: 0,
  });
  const { url } = await server.start();
  const page = await browser.newPage({ viewport: { width, height } });
  onTestFinished(async () => {
    await page.close();
    await server.stop();
  });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { ...running, page, url, olga, adam, owls, main: page.locator('main'), complaints };
}
