import { expect, it } from 'vitest';
import { jpeg } from '../playground/telegram/local-telegram.js';
import {
  beginsCampaign,
  createsCampaign,
  createsPicture,
  opens,
  picksPlaces,
  schedules,
} from '../support/steps.js';
import { openWorld } from '../support/world.js';

const HOUR = 3_600_000;

it('says how long a caption may be, and goes on with a shorter one', async () => {
  const { olga } = await openWorld();
  olga.sendsPhoto(jpeg(), { caption: 'x'.repeat(1025) });
  await olga.sees(/⚠️ This text has 1,025 characters; up to 1,014 fit here/);
  olga.sendsPhoto(jpeg(), { caption: 'x'.repeat(1014) });
  await olga.sees(/Which buttons/);
});

it('says what it takes when it gets a file that it does not', async () => {
  const { olga } = await openWorld();
  olga.sendsDocument(Buffer.from('%PDF-1.7'), { name: 'prices.pdf' });
  await olga.sees(/⚠️ Please send a picture, a video, an album, an animation or a text/);
  olga.sendsPhoto(jpeg());
  await olga.sees(/Which buttons/);
});

it('says so once for an album of files, and goes on with a single picture', async () => {
  const { olga } = await openWorld();
  const pdf = { kind: 'document' as const, bytes: Buffer.from('%PDF-1.7') };
  olga.sendsAlbum([pdf, pdf, pdf], 'Three');
  await olga.sees(/⚠️ An album here holds pictures and videos/);
  const { message_id: sent } = olga.sendsPhoto(jpeg(), { caption: 'One' });
  await olga.sees(/Which buttons/, { after: sent });
  const replies = olga.messages().filter(({ text }) => text?.includes('An album here holds'));
  expect(replies).toHaveLength(1);
});

it('says that a file is empty', async () => {
  const { olga } = await openWorld();
  olga.sendsDocument(Buffer.alloc(0), { name: 'empty.jpg' });
  await olga.sees(/⚠️ This file is empty \(0 bytes\)/);
});

it('names the line that is no button, and keeps what was sent before', async () => {
  const { olga } = await openWorld();
  olga.sendsPhoto(jpeg(), { caption: 'With buttons' });
  await olga.sees(/Which buttons/);
  olga.says('Visit - https://lola.example\nWhere to?');
  await olga.sees(/⚠️ Line 2 is not a button: “Where to\?”/);
  olga.says('Visit - https://lola.example');
  await olga.sees(/What should it be called/);
});

it('asks again for a landing page that is not on the web', async () => {
  const { olga } = await openWorld();
  await beginsCampaign(olga);
  olga.says('Autumn');
  await olga.sees(/What does it advertise/);
  olga.presses('Casino');
  await olga.sees(/For whom/);
  olga.says('Lucky Star');
  await olga.sees(/Where should people land/);
  olga.says('ftp://lucky.example');
  await olga.sees(/⚠️ “ftp:\/\/lucky\.example” is not a web address/);
  olga.says('lucky.example/offer');
  await olga.sees(/\[Use https:\/\/lucky\.example\/offer\]/);
  olga.presses('Use https://lucky.example/offer');
  const review = await olga.sees(/Create it\?/);
  expect(review.text).toContain('Autumn\nCasino: Lucky Star\nLanding page: https://lucky.example/offer');
});

it.each([
  ['yesterday 18:30', /⚠️ “yesterday 18:30” has passed already/],
  ['when it suits you', /⚠️ I can't read “when it suits you” as a time/],
  ['tomorrow', /⚠️ At what time of the day\?/],
])('asks again for the time after “%s”', async (typed, complaint) => {
  const { olga } = await openWorld();
  await createsCampaign(olga);
  await createsPicture(olga);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  olga.says(typed);
  await olga.sees(complaint);
  await schedules(olga, 'tomorrow 18:30');
  await olga.sees(/🕒 Fri 27 Nov, 18:30 · Night Owls/);
});

it('does not schedule a time that has passed while the review stood there', async () => {
  const { olga, clock } = await openWorld();
  await createsCampaign(olga);
  await createsPicture(olga);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  olga.presses('In 1 hour');
  await olga.sees(/Schedule 1 post/);
  clock.advance(2 * HOUR);
  olga.presses('Schedule 1 post');
  await olga.sees(/⚠️ That time has passed meanwhile/);
  olga.presses('Back');
  await olga.sees(/When\? Pick/);
  await schedules(olga, 'In 1 hour');
});

it('tells why a group does not take the ad', async () => {
  const { olga } = await openWorld();
  await createsCampaign(olga);
  await createsPicture(olga);
  olga.presses('Post it');
  await olga.sees(/Which campaign/);
  olga.presses('Autumn');
  await olga.sees(/What should be posted/);
  olga.presses('Next');
  await olga.sees(/⛔ Lucky Players/);
  olga.presses('Lucky Players');
  await olga.sees(/⚠️ This group does not allow adult ads\./);
});

it.each([
  {
    denied: ['can_send_messages', 'can_send_photos', 'can_send_videos'],
    picking: /⚠️ The bot may not post in this group\./,
    card: /⚠️ The bot may not post here\. Make it an administrator, or allow members to write\./,
  },
  {
    denied: ['can_send_photos', 'can_send_videos'],
    picking: /⚠️ The bot may not post pictures and videos in this group\./,
    card: /⚠️ The bot may not post pictures and videos here\. Allow it in the group's permissions\./,
  },
])('names the right that is missing in a group without $denied.0', async ({ denied, picking, card }) => {
  const { olga, adam, owls, telegram } = await openWorld();
  const allowed = ['can_send_messages', 'can_send_photos', 'can_send_videos'].map((right) => [
    right,
    !denied.includes(right),
  ]);
  telegram.run({
    do: 'restrictBot',
    chatId: owls.id,
    byUserId: adam.id,
    rights: Object.fromEntries(allowed),
  });
  await createsCampaign(olga);
  await createsPicture(olga);
  olga.presses('Post it');
  await olga.sees(/Which campaign/);
  olga.presses('Autumn');
  await olga.sees(/What should be posted/);
  olga.presses('Next');
  await olga.sees(/⛔ Night Owls/);
  olga.presses('Night Owls');
  await olga.sees(picking);
  await opens(olga, 'Groups');
  await olga.sees(/Ads are posted only where/);
  olga.presses('Night Owls');
  await olga.sees(card);
});

it('asks again for an amount, and for a press where there is something to press', async () => {
  const { olga } = await openWorld();
  await createsCampaign(olga);
  olga.presses('Propose deal');
  await olga.sees(/How is it paid/);
  olga.says('in cash');
  await olga.sees(/⚠️ Please press one of the buttons/);
  olga.presses('Flat amount');
  await olga.sees(/How much/);
  olga.says('a fortune');
  await olga.sees(/⚠️ I can't read “a fortune” as an amount/);
  olga.says('1500 USD');
  await olga.sees(/\$1,500\.00, flat/);
});
