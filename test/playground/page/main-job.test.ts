import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { startPlayground } from '../../../src/playground/whole-playground.js';
import { openTab, says, useBrowser } from './open-page.js';

const browser = useBrowser();
const clip = fileURLToPath(new URL('../../support/clip.mp4', import.meta.url));
const MEGABYTE = 2 ** 20;
const LINK = 'https://onlyfans.com/lola';

/** A JPEG as a camera makes it: some megabytes that hardly compress. */
async function bigJpeg(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(`(async () => {
    const canvas = new OffscreenCanvas(2000, 1500);
    const context = canvas.getContext('2d');
    const noise = context.createImageData(2000, 1500);
    const words = new Uint32Array(noise.data.buffer);
    let state = 1;
    for (let at = 0; at < words.length; at++) words[at] = (state = Math.imul(state, 1664525) + 1013904223) | 0xff000000;
    context.putImageData(noise, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  })()`);
  return Buffer.from(String(base64), 'base64');
}

/** Presses the newest button with this text that does not wait for the bot. */
const presses = (place: Locator, text: string) =>
  place.locator('.key[aria-busy="false"]', { hasText: text }).last().click();

const sees = (place: Locator, text: string | RegExp) =>
  place.locator('.item', { hasText: text }).last().waitFor();

async function createCampaign(main: Locator): Promise<void> {
  await says(main, '/start');
  await presses(main, 'Campaigns');
  await presses(main, 'New campaign');
  await sees(main, 'What is the campaign called');
  await says(main, 'Lola in autumn');
  await presses(main, 'OnlyFans creator');
  await sees(main, 'For whom');
  await says(main, 'Lola');
  await sees(main, 'Where should people land');
  await says(main, LINK);
  await presses(main, 'Create campaign');
  await sees(main, 'Draft');
}

async function proposeDeal(page: Page, main: Locator): Promise<void> {
  await presses(main, 'Propose deal');
  await presses(main, 'Flat amount');
  await sees(main, 'How much');
  await says(main, '1500 USD');
  await presses(main, 'Propose deal');
  await sees(main, 'Waits for an admin');
  await page.getByRole('tab', { name: /Adam/ }).click();
  await presses(main, 'Approve');
  await sees(main, 'Approved by Adam');
  await page.getByRole('tab', { name: /Olga/ }).click();
  await sees(main, 'Approved by Adam');
}

async function attaches(
  page: Page,
  main: Locator,
  file: Parameters<Locator['setInputFiles']>[0],
): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await main.getByRole('button', { name: 'Attach a file' }).click();
  await (await chooser).setFiles(file);
}

async function schedule(page: Page, main: Locator, picture: Buffer): Promise<void> {
  await attaches(page, main, { name: 'camera.jpg', mimeType: 'image/jpeg', buffer: picture });
  await main.getByRole('textbox', { name: 'Caption' }).fill('Golden days');
  await main.getByRole('button', { name: 'Send' }).click();
  await sees(main, 'Which buttons');
  await says(main, `See them - ${LINK}`);
  await sees(main, 'What should it be called');
  await says(main, 'Autumn picture');
  await presses(main, 'Save');
  await presses(main, 'Post it');
  await presses(main, 'Lola in autumn');
  await presses(main, 'Next');
  await presses(main, 'Night Owls');
  await presses(main, 'Next');
  await presses(main, 'In 1 hour');
  await presses(main, 'Schedule 1 post');
  await sees(main, '🕒');
}

it('brings a picture of several MB from the operator into the group, and begins again at a click', {
  timeout: 90_000,
}, async () => {
  const playground = await startPlayground(() => {});
  onTestFinished(() => playground.stop());
  const { page, complaints } = await openTab(browser(), playground);
  const main = page.locator('main');
  const picture = await bigJpeg(page);
  expect(picture.length).toBeGreaterThan(2 * MEGABYTE);

  await main.getByRole('button', { name: 'Start' }).click();
  await sees(main, 'Hello, Olga');
  await createCampaign(main);
  await proposeDeal(page, main);
  await schedule(page, main, picture);
  await page.getByRole('button', { name: '+1 h' }).click();
  const group = page.getByRole('complementary', { name: 'Group beside' });
  const ad = group.locator('.row', { hasText: 'Golden days' });
  await ad.getByText('Ad · 18+').waitFor();
  expect(await ad.getByRole('link', { name: 'See them' }).count()).toBe(1);
  const image = ad.locator('.picture img');
  await expect.poll(() => image.evaluate((one) => Reflect.get(one, 'naturalWidth'))).toBe(2000);

  await attaches(page, main, clip);
  await main.getByRole('button', { name: 'Send' }).click();
  await sees(main, 'Which buttons');

  await page.getByRole('button', { name: /^Developer tools/ }).click();
  await page.getByRole('tab', { name: 'World' }).click();
  await page.getByRole('button', { name: 'Reset the sample world' }).click();
  await main.getByRole('button', { name: 'Start' }).click();
  await sees(main, 'Hello, Olga');
  await page.getByRole('button', { name: 'Close the developer tools' }).click();
  await group.getByText('Thank you').waitFor();
  expect(await ad.count()).toBe(0);
  expect(complaints).toEqual([]);
});
