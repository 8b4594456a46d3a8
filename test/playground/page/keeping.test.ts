import { expect, it } from 'vitest';
import { openPage, says, useBrowser } from './open-page.js';

const browser = useBrowser();

it('is after a reload what it was before', async () => {
  const { page, main, api, adam, owls } = await openPage(browser());
  adam.starts();
  await page.getByRole('tab', { name: /Adam/ }).click();
  await page.getByRole('button', { name: 'Colours: as the system' }).click();
  await page.getByRole('button', { name: /^Developer tools/ }).click();
  await main.getByRole('textbox', { name: 'Message' }).fill('Half a thought');
  await api.sendMessage(owls.id, 'News for all');
  const badge = page.getByRole('navigation', { name: 'Chats' }).getByLabel('1 unread');
  await badge.waitFor();

  await page.reload();
  await page.getByRole('tab', { name: /Adam/, selected: true }).waitFor();
  await badge.waitFor();
  expect(await main.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Half a thought');
  await page.getByRole('button', { name: 'Colours: light' }).waitFor();
  const drawer = page.getByRole('complementary', { name: 'Developer tools' });
  await drawer.getByRole('listitem').filter({ hasText: 'sendMessage' }).waitFor();
});

it('keeps two windows in step: messages, what was read, and colours', async () => {
  const { page, main, url, api, owls } = await openPage(browser());
  const other = await page.context().newPage();
  await other.setViewportSize({ width: 1000, height: 700 });
  await other.goto(url);
  await main.getByRole('button', { name: 'Start' }).click();
  await says(main, 'From the first window');
  await other.locator('main').getByText('From the first window').waitFor();

  await page.getByRole('button', { name: /^Developer tools/ }).click();
  await api.sendMessage(owls.id, 'News for all');
  const unread = (window: typeof page) =>
    window.getByRole('navigation', { name: 'Chats' }).getByLabel('1 unread');
  await unread(page).waitFor();
  await unread(other).waitFor();
  await other.getByRole('button', { name: /Night Owls/ }).click();
  await unread(page).waitFor({ state: 'detached' });

  await other.getByRole('button', { name: 'Colours: as the system' }).click();
  await page.getByRole('button', { name: 'Colours: light' }).waitFor();
});

it('says where a message was deleted, also after a reload', async () => {
  const { page, main, api, olga } = await openPage(browser());
  olga.starts();
  const { message_id } = await api.sendMessage(olga.id, 'Soon gone');
  await api.sendMessage(olga.id, 'It stays');
  await main.getByText('Soon gone').waitFor();
  await api.deleteMessage(olga.id, message_id);
  await main.getByText('Message deleted').waitFor();
  expect(await main.getByText('Soon gone').count()).toBe(0);
  await page.reload();
  await main.getByText('Message deleted').waitFor();
});

it('begins again in a world where people can go on', async () => {
  const { page, main, olga, api } = await openPage(browser());
  olga.starts();
  await api.sendMessage(olga.id, 'Old news');
  await main.getByText('Old news').waitFor();
  await page.getByRole('button', { name: /^Developer tools/ }).click();
  await page.getByRole('tab', { name: 'World' }).click();
  await page.getByRole('button', { name: 'Reset the sample world' }).click();
  await main.getByRole('button', { name: 'Start' }).click();
  expect((await api.getUpdates({ timeout: 5 })).at(-1)?.message?.text).toBe('/start');
  expect(await main.getByText('Old news').count()).toBe(0);
});
