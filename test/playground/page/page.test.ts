import { expect, it, vi } from 'vitest';
import { openPage, says, useBrowser } from './open-page.js';

const browser = useBrowser();

it('begins with Start, sends what is typed, and shows what the bot answers as it comes', async () => {
  const { main, api, olga, complaints } = await openPage(browser());
  await main.getByRole('button', { name: 'Start' }).click();
  expect((await api.getUpdates({ timeout: 5 })).at(-1)?.message?.text).toBe('/start');
  await api.sendMessage(olga.id, 'Hello, Olga');
  await main.getByText('Hello, Olga').waitFor();
  await says(main, 'Good evening');
  await main.getByText('Good evening').waitFor();
  expect((await api.getUpdates()).at(-1)?.message?.text).toBe('Good evening');
  expect(complaints).toEqual([]);
});

it('draws entities, and no markup that is only text', async () => {
  const { main, api, olga } = await openPage(browser());
  olga.starts();
  const text = '<b>not bold</b> but this; a link; hidden; code';
  await api.sendMessage(olga.id, text, {
    entities: [
      { type: 'bold', offset: text.indexOf('this'), length: 4 },
      { type: 'text_link', offset: text.indexOf('link'), length: 4, url: 'https://lola.example/' },
      { type: 'spoiler', offset: text.indexOf('hidden'), length: 6 },
      { type: 'code', offset: text.indexOf('code'), length: 4 },
    ],
  });
  const bubble = main.locator('.text', { hasText: 'not bold' });
  await bubble.waitFor();
  expect(await bubble.locator('strong, b').allInnerTexts()).toEqual(['this']);
  expect(await bubble.getByRole('link').getAttribute('href')).toBe('https://lola.example/');
  expect(await bubble.locator('code').textContent()).toBe('code');
  await bubble.getByRole('button', { name: 'Hidden text, press to show' }).click();
  await expect.poll(() => bubble.getByRole('button').count()).toBe(0);
  expect(await bubble.textContent()).toBe(text);
});

it('presses buttons under messages, and shows what the bot says to it', async () => {
  const { main, page, api, olga } = await openPage(browser());
  olga.starts();
  await api.getUpdates();
  await api.sendMessage(olga.id, 'Choose', {
    reply_markup: { inline_keyboard: [[{ text: '🎨 Creatives', callback_data: 'x' }]] },
  });
  await main.getByRole('button', { name: 'Creatives' }).click();
  const press = await vi.waitUntil(async () => (await api.getUpdates()).at(-1)?.callback_query);
  expect(press?.data).toBe('x');
  await api.answerCallbackQuery(press?.id ?? '', { text: 'Noted, thank you' });
  await page.getByText('Noted, thank you').waitFor();
});

it('puts the clock forward by an hour', async () => {
  const { page, clock } = await openPage(browser());
  const before = clock.now();
  await page.getByRole('button', { name: '+1 h' }).click();
  await expect.poll(() => clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
});

it('is another person at a click, with that person’s chats', async () => {
  const { main, page, api, adam } = await openPage(browser());
  adam.starts();
  await api.sendMessage(adam.id, 'For Adam only');
  expect(await main.getByText('For Adam only').count()).toBe(0);
  await page.getByRole('tab', { name: /Adam/ }).click();
  await main.getByText('For Adam only').waitFor();
  await says(main, 'This is Adam');
  await expect.poll(async () => (await api.getUpdates()).at(-1)?.message?.from?.first_name).toBe('Adam');
});

it('keeps the group in sight beside the chat', async () => {
  const { page, api, owls } = await openPage(browser());
  await api.sendMessage(owls.id, 'An ad in the group');
  await page.getByRole('complementary', { name: 'Group beside' }).getByText('An ad in the group').waitFor();
});

it('can be used by the keyboard alone', async () => {
  const { page, main, api, olga } = await openPage(browser());
  olga.starts();
  await api.getUpdates();
  await api.sendMessage(olga.id, 'Choose', {
    reply_markup: { inline_keyboard: [[{ text: 'By keyboard', callback_data: 'k' }]] },
  });
  await main.getByRole('button', { name: 'By keyboard' }).waitFor();
  await main.getByRole('textbox', { name: 'Message' }).focus();
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Shift+Tab');
    if ((await page.evaluate('document.activeElement.textContent')) === 'By keyboard') break;
  }
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await api.getUpdates()).at(-1)?.callback_query?.data).toBe('k');
});

it('draws emoji by a font that it serves itself', async () => {
  const { page, api, olga } = await openPage(browser());
  olga.starts();
  await api.sendMessage(olga.id, '🎨 📣 🗓');
  await page.locator('main').getByText('🎨').waitFor();
  const loaded = `[...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family)`;
  await expect.poll(() => page.evaluate(loaded)).toContain('Twemoji');
});
