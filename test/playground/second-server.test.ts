import { TelegramServer } from '@bonkers-agency/grammy-test';
import { expect, it } from 'vitest';
import { BOT, openSecondWorld } from '../support/second-world.js';
import { adsIn, createsCampaign, createsPicture, picksPlaces, schedules } from '../support/steps.js';

const HOUR = 3_600_000;

it('takes a picture to the group at its minute before a server that we did not write', async () => {
  const { olga, adam, owls, clock } = await openSecondWorld();
  adam.starts();
  await adam.sees(/Hello, Adam/);
  owls.addsBot();
  await owls.sees(/Give consent/);
  adam.pressesIn(owls, 'Adult ads');
  await owls.sees(/✅ Adult ads/);
  adam.pressesIn(owls, 'Give consent');
  await adam.sees(/^Night Owls[\s\S]*\[Accept\]/);
  adam.presses('Accept');
  await adam.sees(/^Night Owls[\s\S]*Takes ads/);

  await createsCampaign(olga);
  await createsPicture(olga, 'Come and see my new photos');
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  await schedules(olga, 'In 1 hour');
  expect(adsIn(owls)).toEqual([]);
  clock.advance(HOUR);
  const post = await owls.sees(/Come and see/);
  expect(post.caption).toBe('Come and see my new photos\n\nAd · 18+');
  expect(post.photo).toBeDefined();
  expect(new Date(post.date * 1000).toISOString()).toMatch(/^2026-11-26T11:00:/);
  // Gaps of that server: what Herald sent with it is lost there.
  expect(post.has_media_spoiler).toBeUndefined();
  expect(post.caption_entities).toBeUndefined();
});

/** Calls that Telegram refuses and the second server accepts: held to by this project's own server only. */
const ACCEPTED: Record<string, [method: string, params: object]> = {
  'S1 an empty text': ['sendMessage', { text: '' }],
  'S2 an unknown kind of entity': [
    'sendMessage',
    { text: 'a', entities: [{ type: 'x', offset: 0, length: 1 }] },
  ],
  'S3 callback data over 64 bytes': [
    'sendMessage',
    { text: 'a', reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'x'.repeat(65) }]] } },
  ],
  'T1 an unknown method': ['sendNothing', {}],
  'T5 a file_id that nobody gave': ['sendPhoto', { photo: 'invented' }],
  'E1 an edit that changes nothing': ['editMessageText', { message_id: 1, text: 'first' }],
};

it.each(Object.entries(ACCEPTED))(
  'is not told by the second server of %s',
  async (_rule, [method, params]) => {
    const telegram = new TelegramServer(BOT);
    telegram.chatState.getOrCreate({ id: 7, type: 'private', first_name: 'Olga' });
    await telegram.handleApiCall('sendMessage', { chat_id: 7, text: 'first' });
    await expect(telegram.handleApiCall(method, { chat_id: 7, ...params })).resolves.toBeTruthy();
  },
);

it('keeps before the second server a keyboard that Telegram would take away (E2)', async () => {
  const telegram = new TelegramServer(BOT);
  telegram.chatState.getOrCreate({ id: 7, type: 'private', first_name: 'Olga' });
  const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] };
  await telegram.handleApiCall('sendMessage', { chat_id: 7, text: 'first', reply_markup });
  await telegram.handleApiCall('editMessageText', { chat_id: 7, message_id: 1, text: 'second' });
  expect(telegram.getMessage(7, 1)).toMatchObject({ text: 'second', reply_markup });
});
