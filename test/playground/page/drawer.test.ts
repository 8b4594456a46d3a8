import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { refusalOf } from '../telegram/local-telegram.js';
import { openPage, says, useBrowser } from './open-page.js';

const browser = useBrowser();

/** Opens the drawer at one of its tabs. */
async function openDrawer(page: Page, tab: string) {
  await page.getByRole('button', { name: /^Developer tools/ }).click();
  const drawer = page.getByRole('complementary', { name: 'Developer tools' });
  await drawer.getByRole('tab', { name: tab }).click();
  return drawer;
}

it('tells the bot’s calls as they come, and shows what was asked and answered', async () => {
  const { page, api, olga } = await openPage(browser());
  olga.starts();
  await api.sendMessage(olga.id, 'Before it was opened');
  const drawer = await openDrawer(page, 'API calls');
  const calls = drawer.getByRole('list', { name: 'API calls' }).getByRole('listitem');
  await calls.filter({ hasText: 'sendMessage' }).waitFor();
  await refusalOf(api.sendMessage(12345, 'To nobody'));
  const failed = calls.filter({ hasText: '400' });
  await failed.getByRole('button').click();
  await failed.getByLabel('Request', { exact: true }).getByText('To nobody').waitFor();
  await failed.getByLabel('Answer', { exact: true }).getByText('chat not found').waitFor();
  expect(await failed.getByText(/\d+ ms/).count()).toBe(1);
  await drawer.getByRole('button', { name: 'Failed only' }).click();
  await expect.poll(() => calls.count()).toBe(1);
});

it('lets the next call that fits meet a fault, and says what waits', async () => {
  const { page, api, olga } = await openPage(browser());
  olga.starts();
  const drawer = await openDrawer(page, 'Faults');
  const waiting = drawer.getByRole('list', { name: 'Waiting faults' }).getByRole('listitem');
  await drawer.getByLabel('Method').selectOption('sendMessage');
  await drawer.getByLabel('How often').selectOption('3 times');
  await drawer.getByRole('button', { name: '429' }).click();
  await waiting.getByText('3×').waitFor();
  expect(await refusalOf(api.sendMessage(olga.id, 'x'))).toBe('429 Too Many Requests: retry after 5');
  await waiting.getByText('2×').waitFor();
  await drawer.getByRole('button', { name: 'Clear all faults' }).click();
  await drawer.getByText('No fault waits').waitFor();
  await api.sendMessage(olga.id, 'It goes again');

  await drawer.getByRole('radio', { name: 'Refuse (429)' }).click();
  await drawer.getByRole('radio', { name: 'Refuse (429)', checked: true }).waitFor();
  const burst = Array.from({ length: 6 }, (_, n) =>
    refusalOf(api.sendMessage(olga.id, `${n}`)).catch(() => 'went'),
  );
  expect(await Promise.all(burst)).toContainEqual(expect.stringMatching(/^429/));
});

it('has a button for every way in which Telegram refuses', async () => {
  const { page, api, owls } = await openPage(browser());
  const drawer = await openDrawer(page, 'Faults');
  for (const [name, refusal] of [
    ['500', /^500/],
    ['403 removed', /^403/],
    ['400 no rights', /^400 .*not enough rights/],
  ] as const) {
    await drawer.getByRole('button', { name }).click();
    await drawer.getByRole('listitem').filter({ hasText: name }).waitFor();
    expect(await refusalOf(api.sendMessage(owls.id, 'x'))).toMatch(refusal);
  }
});

it('puts the clock forward by a minute, an hour, a day, and more than Telegram lets one delete', async () => {
  const { page, clock } = await openPage(browser());
  const drawer = await openDrawer(page, 'World');
  for (const [name, ms] of [
    ['+1 min', 60_000],
    ['+1 h', 3_600_000],
    ['+24 h', 86_400_000],
    ['+49 h', 176_400_000],
  ] as const) {
    const before = clock.now();
    await drawer.getByRole('button', { name }).click();
    await expect.poll(() => clock.now() - before).toBeGreaterThanOrEqual(ms);
  }
});

it('takes a right from the bot and gives it back, removes the bot and lets it in again', async () => {
  const { page, api, owls, telegram } = await openPage(browser());
  const { message_id } = await api.sendMessage(owls.id, 'To be pinned');
  const drawer = await openDrawer(page, 'World');
  const pinning = drawer.getByRole('switch', { name: 'Pin messages' });
  await pinning.click();
  await drawer.getByRole('switch', { name: 'Pin messages', checked: false }).waitFor();
  expect(await refusalOf(api.pinChatMessage(owls.id, message_id))).toMatch(/not enough rights/);
  await pinning.click();
  await drawer.getByRole('switch', { name: 'Pin messages', checked: true }).waitFor();
  await api.pinChatMessage(owls.id, message_id);

  await drawer.getByRole('button', { name: 'Remove Herald' }).click();
  await drawer.getByText('Herald is not in this group').waitFor();
  expect(await refusalOf(api.sendMessage(owls.id, 'x'))).toMatch(/^403/);
  await drawer.getByRole('button', { name: 'Add as member' }).click();
  await drawer.getByRole('button', { name: 'Promote Herald' }).click();
  await drawer.getByText('Herald is an administrator here').waitFor();
  const { status } = await api.getChatMember(owls.id, telegram.bot.id);
  expect(status).toBe('administrator');
});

it('makes a basic group and turns it into a supergroup, in which one goes on', async () => {
  const { page, main, api } = await openPage(browser());
  const drawer = await openDrawer(page, 'World');
  await drawer.getByRole('button', { name: 'New basic group' }).click();
  await main.getByRole('heading', { name: 'Group 2' }).waitFor();
  await drawer.getByRole('button', { name: 'Add as administrator' }).click();
  await says(main, 'In the basic group');
  await drawer.getByRole('button', { name: 'Turn into a supergroup' }).click();
  await main.getByText('The group became a supergroup').waitFor();
  await says(main, 'In the supergroup');
  await expect
    .poll(async () => (await api.getUpdates()).at(-1)?.message)
    .toMatchObject({ text: 'In the supergroup', chat: { type: 'supergroup' } });
  const chats = page.getByRole('navigation', { name: 'Chats' });
  expect(await chats.getByRole('button', { name: /Group 2/ }).count()).toBe(1);
});
