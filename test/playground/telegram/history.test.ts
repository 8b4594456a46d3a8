import { expect, it } from 'vitest';
import { createLocalTelegram } from '../../../src/playground/telegram/index.js';
import { refusalOf, startTelegram } from './local-telegram.js';

it('keeps the latest messages of each chat, and what is pinned, where the history is limited', async () => {
  const { telegram, api } = await startTelegram({ history: 3 });
  const olga = telegram.person({ id: 7, first_name: 'Olga' });
  const owls = telegram.group({ title: 'Night Owls', owner: olga });
  owls.addsBot({ by: olga, asAdmin: true });
  const rules = await api.sendMessage(owls.id, 'the rules');
  await api.pinChatMessage(owls.id, rules.message_id);
  const old = await api.sendMessage(owls.id, 'old');
  for (const text of ['1', '2', '3']) await api.sendMessage(owls.id, text);
  const texts = owls.posts().map(({ text }) => text);
  expect(texts).toEqual(['the rules', '2', '3']);
  expect(await refusalOf(api.editMessageText(owls.id, old.message_id, 'new'))).toMatch(/not found/);
  expect(telegram.acceptLog.entries.map(({ params }) => params['text'])).toEqual(['1', '2', '3']);
});

it('keeps the latest updates for a bot that does not come for them, where the history is limited', async () => {
  const { telegram, api } = await startTelegram({ history: 3 });
  const olga = telegram.person({ id: 7, first_name: 'Olga' });
  olga.starts();
  for (const text of ['1', '2', '3', '4']) olga.says(text);
  const updates = await api.getUpdates();
  expect(updates.map(({ message }) => message?.text)).toEqual(['2', '3', '4']);
  expect(olga.messages()).toHaveLength(3);
});

it('keeps everything where nothing is said of a history', () => {
  const telegram = createLocalTelegram();
  const olga = telegram.person({ id: 7, first_name: 'Olga' });
  for (let count = 0; count < 2_000; count++) olga.says('hello');
  expect(olga.messages()).toHaveLength(2_000);
});
