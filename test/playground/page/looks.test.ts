import { readFileSync } from 'node:fs';
import { InputFile } from 'grammy';
import { expect, it } from 'vitest';
import { openPage, useBrowser } from './open-page.js';

const browser = useBrowser();
const picture = readFileSync(new URL('../../../src/playground/demo/autumn.jpg', import.meta.url));

it('shows one thing at a time on a narrow screen, and the way back', async () => {
  const { page, main, api, olga } = await openPage(browser(), { width: 390, height: 800 });
  olga.starts();
  await api.sendMessage(olga.id, 'Hello, Olga');
  await page
    .getByRole('complementary', { name: 'People and chats' })
    .getByRole('button', { name: /^Herald/ })
    .click();
  await main.getByText('Hello, Olga').waitFor();
  expect(await page.getByRole('complementary', { name: 'Group beside' }).isVisible()).toBe(false);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await main.getByRole('button', { name: 'Back to the chats' }).click();
  await expect.poll(() => main.isVisible()).toBe(false);
});

it('stands whole on a phone: drawer, album, menu of a message', async () => {
  const { page, main, api, olga } = await openPage(browser(), { width: 360, height: 720 });
  olga.starts();
  const photo = () => ({ type: 'photo' as const, media: new InputFile(picture, 'autumn.jpg') });
  await api.sendMediaGroup(olga.id, [photo(), photo(), photo()]);
  await page.getByRole('button', { name: /^Herald/ }).click();
  const fits = async () => expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  const album = await main.getByRole('group', { name: 'Album of 3' }).boundingBox();
  expect((album?.x ?? 0) + (album?.width ?? 999)).toBeLessThanOrEqual(360);
  await main
    .locator('.bubble')
    .last()
    .click({ button: 'right', position: { x: 5, y: 5 } });
  const menu = await page.getByRole('menu', { name: 'Message' }).boundingBox();
  expect((menu?.x ?? 0) + (menu?.width ?? 999)).toBeLessThanOrEqual(360);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Developer tools/ }).click();
  for (const tab of ['API calls', 'Faults', 'World']) {
    await page.getByRole('tab', { name: tab }).click();
    await fits();
  }
});

/** The colour behind text and its own, painted over each other, and how far they are apart (WCAG 2). */
const contrasts = `(() => {
  const probe = document.body.appendChild(document.createElement('i'));
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const resolved = (colour) => ((probe.style.color = colour), getComputedStyle(probe).color);
  const luminance = (layers) => {
    for (const layer of layers) {
      canvas.fillStyle = resolved(layer);
      canvas.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const v = (name) => 'var(--' + name + ')';
  const pairs = [];
  const add = (ink, ...grounds) => pairs.push([ink, grounds]);
  for (const ground of ['surface', 'surface-2']) for (const ink of ['ink', 'ink-2', 'accent']) add(ink, ground);
  for (const ink of ['ink', 'ink-2', 'accent']) add(ink, 'theirs');
  for (const ink of ['ink', 'mine-ink-2', 'accent']) add(ink, 'mine');
  for (let hue = 0; hue < 7; hue++) add('hue-' + hue, 'theirs');
  add('accent', 'accent-soft');
  add('accent-ink', 'accent');
  add('marigold-ink', 'marigold');
  add('danger', 'surface');
  add('danger', 'danger-soft');
  add('good', 'surface');
  const wall = getComputedStyle(document.querySelector('.thread-frame')).backgroundImage.match(/(?:rgb|color)a?\\([^)]*\\)/g);
  const named = pairs.map(([ink, grounds]) => ({ ink: v(ink), grounds: grounds.map(v), name: ink + ' on ' + grounds }));
  for (const stop of wall) {
    named.push({ ink: v('chip-ink'), grounds: [stop, v('chip')], name: 'chip on ' + stop });
    named.push({ ink: v('key-ink'), grounds: [stop, v('key')], name: 'key on ' + stop });
  }
  for (let face = 0; face < 7; face++) named.push({ ink: '#fff', grounds: [v('face-' + face)], name: 'face ' + face });
  return named.map(({ ink, grounds, name }) => {
    const [low, high] = [luminance(grounds), luminance([...grounds, ink])].sort((a, b) => a - b);
    return { name, ratio: (high + 0.05) / (low + 0.05) };
  });
})()`;

it.each(['light', 'dark'] as const)('has colours that can be read: %s', async (colorScheme) => {
  const { page } = await openPage(browser(), { colorScheme });
  await page.locator('main .thread-frame').waitFor();
  const measured = (await page.evaluate(contrasts)) as { name: string; ratio: number }[];
  expect(measured.length).toBeGreaterThan(30);
  expect(measured.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
});

it('is dark where the system is, unless one wants it light, and the other way round', async () => {
  const { page } = await openPage(browser(), { colorScheme: 'dark' });
  const lightness = async () => {
    const colour = String(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
    return Number(/\d+/.exec(colour)?.[0]) < 128 ? 'dark' : 'light';
  };
  await page.getByRole('button', { name: 'Colours: as the system' }).waitFor();
  expect(await lightness()).toBe('dark');
  await page.getByRole('button', { name: 'Colours: as the system' }).click();
  await expect.poll(lightness).toBe('light');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Colours: light' }).click();
  await expect.poll(lightness).toBe('dark');
});

it('names every button, field and picture to a screen reader', async () => {
  const { page, main, api, olga, owls } = await openPage(browser());
  olga.starts();
  await api.sendPhoto(olga.id, new InputFile(picture, 'autumn.jpg'), { has_spoiler: true });
  await api.sendMessage(owls.id, 'Hello', {
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  });
  await main.locator('.bubble.is-visual').waitFor();
  await page.getByRole('button', { name: /^Developer tools/ }).click();
  for (const tab of ['API calls', 'Faults', 'World']) {
    await page.getByRole('tab', { name: tab }).click();
    const tree = await page.locator('body').ariaSnapshot();
    expect(tree).not.toMatch(
      /^\s*- (button|textbox|combobox|searchbox|link|img|tab|switch|radio)(?: \[.*\])?:?$/m,
    );
  }
});

it('lets no script or picture of another machine in', async () => {
  const { page } = await openPage(browser());
  const outcome = await page.evaluate(`Promise.all([
    fetch('http://192.0.2.1/').then(() => 'went', () => 'refused'),
    new Promise((done) => {
      const image = new Image();
      image.onload = () => done('went');
      image.onerror = () => done('refused');
      image.src = 'http://192.0.2.1/x.png';
    }),
  ])`);
  expect(outcome).toEqual(['refused', 'refused']);
});

it('asks before a link leads out of this machine', async () => {
  const { page, main, api, olga } = await openPage(browser());
  olga.starts();
  await api.sendMessage(olga.id, 'See https://lola.example/ now');
  await main.getByRole('link', { name: 'https://lola.example/' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a link' });
  await dialog.getByText('https://lola.example/').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(page.context().pages()).toHaveLength(1);
});
