import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { InputFile } from 'grammy';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { drops, openPage, useBrowser } from './open-page.js';

const browser = useBrowser();
const clipPath = fileURLToPath(new URL('../../support/clip.mp4', import.meta.url));
const autumn = new URL('../../../src/playground/demo/autumn.jpg', import.meta.url);

const property = (one: Locator, name: string) =>
  one.evaluate((element, key) => Reflect.get(element, key), name);

it('attaches a picture and a video from the disk, and shows and plays both', async () => {
  const { main, page, api } = await openPage(browser());
  await main.getByRole('button', { name: 'Start' }).click();
  for (const [file, caption] of [
    [fileURLToPath(autumn), 'A picture'],
    [clipPath, 'A clip'],
  ] as const) {
    const chooser = page.waitForEvent('filechooser');
    await main.getByRole('button', { name: 'Attach a file' }).click();
    await (await chooser).setFiles(file);
    await main.getByRole('textbox').fill(caption);
    await main.getByRole('button', { name: 'Send' }).click();
    await main.locator('.bubble').getByText(caption).waitFor();
  }
  const messages = (await api.getUpdates()).map(({ message }) => message);
  expect(messages.at(-2)?.photo?.at(-1)).toMatchObject({ width: 960, height: 720 });
  expect(messages.at(-1)?.video).toMatchObject({ mime_type: 'video/mp4' });

  await expect.poll(() => property(main.locator('.thread img').first(), 'naturalWidth')).toBe(960);
  const video = main.locator('.thread video');
  await video.evaluate((one) => Reflect.get(one, 'play').call(one));
  await expect.poll(() => property(video, 'currentTime')).toBeGreaterThan(0.1);
});

it('sends several files that are dropped on it as one album, and shows it as a grid', async () => {
  const { main, page, api } = await openPage(browser());
  await main.getByRole('button', { name: 'Start' }).click();
  const bytes = await readFile(autumn);
  const clip = { name: 'clip.mp4', type: 'video/mp4', bytes: await readFile(clipPath) };
  const picture = (name: string) => ({ name, type: 'image/jpeg', bytes });
  await drops(page, main, [picture('one.jpg'), picture('two.jpg'), clip]);
  await main.getByText('Sent as an album').waitFor();
  await main.getByRole('button', { name: 'Spoiler' }).nth(1).click();
  await main.getByRole('textbox', { name: 'Caption' }).fill('Three at once');
  await main.getByRole('button', { name: 'Send' }).click();

  const album = main.getByRole('group', { name: 'Album of 3' });
  await album.waitFor();
  expect(
    await main
      .locator('.bubble', { has: page.locator('.album') })
      .getByText('Three at once')
      .count(),
  ).toBe(1);
  await album.getByRole('button', { name: 'Hidden media, press to show' }).click();
  await expect.poll(() => album.getByRole('button', { name: 'Open the photo' }).count()).toBe(2);
  const said = (await api.getUpdates()).flatMap(({ message }) => (message?.media_group_id ? [message] : []));
  expect(said.map(({ caption }) => caption)).toEqual(['Three at once', undefined, undefined]);
  expect(new Set(said.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  expect(said.map(({ has_media_spoiler }) => has_media_spoiler)).toEqual([undefined, true, undefined]);
});

it('shows the bot’s album in a grid that fills its rows, and each picture of it full screen', async () => {
  const { main, page, api, olga } = await openPage(browser());
  olga.starts();
  const bytes = await readFile(autumn);
  const photo = () => ({ type: 'photo' as const, media: new InputFile(bytes, 'autumn.jpg') });
  await api.sendMediaGroup(olga.id, [{ ...photo(), caption: 'Five' }, photo(), photo(), photo(), photo()]);
  const album = main.getByRole('group', { name: 'Album of 5' });
  await album.waitFor();
  const boxes = await Promise.all(
    (await album.locator('.album-item').all()).map((item) => item.boundingBox()),
  );
  const tops = [...new Set(boxes.map((box) => Math.round(box?.y ?? 0)))];
  expect(tops.map((top) => boxes.filter((box) => Math.round(box?.y ?? 0) === top).length)).toEqual([2, 3]);
  for (const top of tops) {
    const row = boxes.filter((box) => Math.round(box?.y ?? 0) === top);
    const right = Math.max(...row.map((box) => (box?.x ?? 0) + (box?.width ?? 0)));
    expect(right).toBeCloseTo(Math.max(...boxes.map((box) => (box?.x ?? 0) + (box?.width ?? 0))), 0);
  }

  await album.getByRole('button', { name: 'Open the photo' }).first().click();
  const viewer = page.getByRole('dialog', { name: 'Photos and videos' });
  await viewer.getByText('1 of 5').waitFor();
  await viewer.getByText('Five').waitFor();
  await page.keyboard.press('ArrowRight');
  await viewer.getByText('2 of 5').waitFor();
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'hidden' });
});

it('leaves no message blank, whatever it holds', async () => {
  const { main, telegram, olga } = await openPage(browser());
  olga.starts();
  const base = { date: 1_800_000_000, chat: { id: olga.id, type: 'private', first_name: 'Olga' } };
  const kinds: [Record<string, unknown>, string][] = [
    [{ location: { latitude: 50.45, longitude: 30.52 } }, 'Location'],
    [{ contact: { first_name: 'Ada', phone_number: '+1 555' } }, 'Ada'],
    [
      { poll: { question: 'Tea?', options: [{ text: 'Yes', voter_count: 1 }], total_voter_count: 1 } },
      'Tea?',
    ],
    [{ dice: { emoji: '🎲', value: 4 } }, 'It shows 4'],
    [{ something_of_next_year: {} }, 'Something of next year'],
    [{ forum_topic_created: { name: 'Ads', icon_color: 1 } }, 'created the topic “Ads”'],
    [{ chat_shared: { request_id: 1, chat_id: 5, title: 'Owls' } }, 'shared Owls with the bot'],
  ];
  for (const [at, [content, words]] of kinds.entries()) {
    const message = { ...base, message_id: 500 + at, from: telegram.bot, ...content };
    telegram.world.emit({ type: 'message', chatId: olga.id, message: message as never });
    await main.locator('.thread').getByText(words).waitFor();
  }
});
