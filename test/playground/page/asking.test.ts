import { Keyboard } from 'grammy';
import { expect, it } from 'vitest';
import { openPage, useBrowser } from './open-page.js';

const browser = useBrowser();

it('reacts to a message by its menu, joins and leaves by a click', async () => {
  const { page, main, api, olga, adam, owls, telegram } = await openPage(browser());
  const { message_id: messageId } = await api.sendMessage(owls.id, 'An ad');
  await page.getByRole('button', { name: /^Night Owls/ }).click();
  const row = main.locator('.row', { hasText: 'An ad' });
  await row.hover();
  await row.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitemradio', { name: 'React with 🔥' }).click();
  await row.getByRole('button', { name: '🔥 1: Olga', pressed: true }).waitFor();
  telegram.run({ do: 'react', chatId: owls.id, userId: adam.id, messageId, emoji: '🔥' });
  await row.getByRole('button', { name: '🔥 2: Olga, Adam' }).click();
  await row.getByRole('button', { name: '🔥 1: Adam', pressed: false }).waitFor();
  await row.getByRole('button', { name: '🔥 1: Adam' }).click();
  await page.reload();
  await row.getByRole('button', { name: '🔥 2: Adam, Olga', pressed: true }).waitFor();
  expect(telegram.world.chat(owls.id).reactions.map(({ userId }) => userId)).toEqual([adam.id, olga.id]);
});

it('answers by the keyboard that the bot brought, once where it is for one answer', async () => {
  const { main, api, olga } = await openPage(browser());
  olga.starts();
  const reply_markup = new Keyboard().text('Yes').text('No').oneTime();
  await api.sendMessage(olga.id, 'Well?', { reply_markup });
  await main.getByRole('group', { name: 'Answers' }).getByRole('button', { name: 'No' }).click();
  await main.locator('.is-mine', { hasText: 'No' }).waitFor();
  await main.getByRole('group', { name: 'Answers' }).waitFor({ state: 'detached' });
  expect((await api.getUpdates()).at(-1)?.message?.text).toBe('No');
});

it('shares a chat, and people, behind buttons that request them', async () => {
  const { page, main, api, olga, adam, telegram } = await openPage(browser());
  const own = telegram.group({ title: 'Olga’s own', owner: olga });
  olga.starts();
  const reply_markup = new Keyboard()
    .requestChat('My group', 7, { chat_is_channel: false, chat_is_created: true })
    .requestUsers('My team', 8, { max_quantity: 3 });
  await api.sendMessage(olga.id, 'Which?', { reply_markup });
  await main.getByRole('button', { name: 'My group' }).click();
  const groups = page.getByRole('dialog', { name: 'Choose a group' });
  await groups.getByRole('listitem').first().waitFor();
  expect(await groups.getByRole('listitem').count()).toBe(1);
  await groups.getByRole('button', { name: 'Olga’s own' }).click();
  await main.getByText('with the bot').waitFor();
  expect((await api.getUpdates()).at(-1)?.message?.chat_shared).toMatchObject({
    request_id: 7,
    chat_id: own.id,
  });

  await main.getByRole('button', { name: 'My team' }).click();
  const people = page.getByRole('dialog', { name: 'Choose people' });
  await people.getByRole('button', { name: 'Adam' }).click();
  await people.getByRole('button', { name: 'Share 1' }).click();
  await main.getByText('shared people with the bot').waitFor();
  expect((await api.getUpdates()).at(-1)?.message?.users_shared?.users).toMatchObject([{ user_id: adam.id }]);
});

it('offers each person the commands that the bot set for them', async () => {
  const { page, main, api, olga, adam } = await openPage(browser());
  olga.starts();
  adam.starts();
  await api.setMyCommands([{ command: 'start', description: 'Home' }]);
  const scope = { type: 'chat', chat_id: adam.id } as const;
  await api.setMyCommands([{ command: 'stop', description: 'Stop all posting' }], { scope });
  await main.getByRole('button', { name: 'Commands' }).click();
  await main.getByRole('option', { name: '/start Home' }).waitFor();
  await page.getByRole('tab', { name: /Adam/ }).click();
  await main.getByRole('textbox', { name: 'Message' }).fill('/');
  await main.getByRole('option', { name: '/stop Stop all posting' }).click();
  await expect.poll(async () => (await api.getUpdates()).at(-1)?.message?.text).toBe('/stop');
});

it('adds the bot to a group by a link that asks for one', async () => {
  const { page, main, api, olga, telegram } = await openPage(browser());
  const own = telegram.group({ title: 'Olga’s own', owner: olga });
  olga.starts();
  await api.sendMessage(olga.id, 'Add me', {
    reply_markup: {
      inline_keyboard: [[{ text: 'Add', url: `https://t.me/${telegram.bot.username}?startgroup=ads` }]],
    },
  });
  await main.getByRole('button', { name: 'Add' }).click();
  await page
    .getByRole('dialog', { name: 'Add Herald to a group' })
    .getByRole('button', { name: 'Olga’s own' })
    .click();
  await main.getByText('Olga added Herald').waitFor();
  expect((await api.getUpdates()).at(-1)?.message).toMatchObject({
    chat: { id: own.id },
    text: expect.stringMatching(/^\/start@\w+ ads$/),
  });
});
