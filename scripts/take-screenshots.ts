/**
 * Takes the pictures of docs/ anew: plays the main job in the playground, and looks at it wide, narrow and dark, with
 * the drawer and with an album. Run it by `npx tsx scripts/take-screenshots.ts` after the page has changed.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Api, InputFile } from 'grammy';
import type { Page } from 'playwright-core';
import { createDemoActor } from '../src/playground/demo/actor.js';
import { playMainJob } from '../src/playground/demo/main-job.js';
import { connectSim } from '../src/playground/demo/sim-client.js';
import { createTranscript } from '../src/playground/demo/transcript.js';
import { createPageServer } from '../src/playground/page/server.js';
import { type Playground, startPlayground } from '../src/playground/whole-playground.js';
import { launchChromium } from '../test/support/chromium.js';

const WIDE = { width: 1240, height: 780 };
const NARROW = { width: 390, height: 780 };
const picture = await readFile(new URL('../src/playground/demo/autumn.jpg', import.meta.url));
const clip = await readFile(new URL('../test/support/clip.mp4', import.meta.url));

/** The ad stands in the group, and people talk about it. */
async function playScene({ simRoot, sample, telegram }: Playground): Promise<void> {
  const { olga, adam, mia, owls, players } = sample;
  const sim = await connectSim(simRoot);
  const transcript = createTranscript(sim.state, () => {});
  const actor = (id: number, name: string) => createDemoActor({ sim, transcript, id, name });
  const problems = await playMainJob({
    sim,
    transcript,
    olga: actor(olga.id, 'Olga'),
    adam: actor(adam.id, 'Adam'),
    groupId: owls.id,
    groupTitle: 'Night Owls',
    picture,
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const ad = owls.lastPost()?.message_id ?? 0;
  const reacts = (userId: number, emoji: string) =>
    telegram.run({ do: 'react', chatId: owls.id, userId, messageId: ad, emoji });
  reacts(mia.id, '🔥');
  reacts(olga.id, '🔥');
  reacts(adam.id, '❤');
  mia.saysIn(owls, 'What a light! Where was this taken?');
  const api = new Api(telegram.token, { apiRoot: simRoot.replace('/_sim', '') });
  const photo = () => ({ type: 'photo' as const, media: new InputFile(picture, 'autumn.jpg') });
  const video = { type: 'video' as const, media: new InputFile(clip, 'clip.mp4'), width: 640, height: 360 };
  await api.sendMediaGroup(players.id, [
    { ...photo(), caption: 'Five days of autumn. Ad · 18+' },
    { ...photo(), has_spoiler: true },
    photo(),
    video,
    photo(),
  ]);
  mia.saysIn(players, 'The third is the best 🍁');
  sim.close();
}

async function open(page: Page, url: string, personId: number, chatId: number): Promise<void> {
  await page.goto(`${url}#${personId}/${chatId}`);
  await page.locator('main .bubble').last().waitFor();
  // Pictures are drawn when their bytes are here.
  await page.evaluate('Promise.all([...document.images].map((image) => image.decode().catch(() => {})))');
}

const playground = await startPlayground(() => {});
const server = createPageServer({ playground, port: 0 });
const browser = await launchChromium();
try {
  await playScene(playground);
  const { url } = await server.start();
  const { olga, mia, owls, players } = playground.sample;
  const look = async (
    name: string,
    view: typeof WIDE,
    colorScheme: 'light' | 'dark',
    personId: number,
    chatId: number,
  ) => {
    const context = await browser.newContext({ viewport: view, colorScheme });
    const page = await context.newPage();
    await open(page, url, personId, chatId);
    if (name === 'drawer') {
      await page.getByRole('button', { name: /^Developer tools/ }).click();
      await page.locator('.call-head', { hasText: 'sendPhoto' }).first().click();
    }
    await page.mouse.move(0, 0);
    const file = name === 'wide' ? 'playground.png' : `playground-${name}.png`;
    await page.screenshot({
      path: fileURLToPath(new URL(`../docs/${file}`, import.meta.url)),
      animations: 'disabled',
    });
    await context.close();
  };
  await look('wide', WIDE, 'light', olga.id, olga.id);
  await look('dark', WIDE, 'dark', olga.id, olga.id);
  await look('drawer', WIDE, 'light', mia.id, owls.id);
  await look('album', WIDE, 'light', mia.id, players.id);
  await look('narrow', NARROW, 'light', mia.id, owls.id);
} finally {
  await browser.close();
  await server.stop();
  await playground.stop();
}
