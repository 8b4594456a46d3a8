import { expect, it } from 'vitest';
import { AuditLogModel } from '../../src/common/models/index.js';
import { places, postsPlaced } from '../support/after-send.js';
import { createsCampaign, createsPicture, opensCampaign, picksPlaces } from '../support/steps.js';
import { openWorld } from '../support/world.js';

it.each([
  ['a text', 'sendMessage', 'Open until four, every night of the week'],
  ['a picture', 'sendPhoto', undefined],
])('sends %s without a sound where the campaign says so', async (_, method, text) => {
  const world = await openWorld();
  const post = await postsPlaced(world, { silent: true, ...(text !== undefined && { text }) });
  const sent = world.telegram.acceptLog.of(method).at(-1);
  expect(sent).toMatchObject({ messageIds: [post.message_id], params: { disable_notification: true } });
});

it('sends with a sound where nothing is said', async () => {
  const world = await openWorld();
  const post = await postsPlaced(world);
  const sent = world.telegram.acceptLog.of('sendPhoto').at(-1);
  expect(sent?.messageIds).toEqual([post.message_id]);
  expect(sent?.params).not.toHaveProperty('disable_notification');
});

it('says on the card and before saving that posts are silent, takes it back, and writes both down', async () => {
  const { olga } = await openWorld();
  await createsCampaign(olga);
  await places(olga, { silent: true });
  await olga.sees(/Sent silently: nobody's phone makes a sound/);
  olga.presses('Back');
  await olga.sees(/^Autumn[\s\S]*Sent silently/);
  await createsPicture(olga);
  await picksPlaces(olga, 'Autumn', ['Night Owls']);
  olga.presses('In 1 hour');
  await olga.sees(/When: Thu 26 Nov, 13:00[^\n]*\nSent silently[\s\S]*\[Schedule 1 post\]/);
  olga.presses('Cancel');
  await olga.sees(/Cancelled/);

  const fresh = await opensCampaign(olga, /\[Placement\]/);
  olga.presses('Placement');
  await olga.sees(/\[🔕 Send silently: on\]/, fresh);
  olga.presses('Send silently: on');
  await olga.sees(/\[🔔 Send silently: off\]/, fresh);
  const entries = await AuditLogModel.find({ action: 'campaign.place' }).sort({ _id: 1 }).lean();
  expect(entries.map(({ changes }) => changes)).toMatchObject([
    { before: { placement: { silent: false } }, after: { placement: { silent: true } } },
    { before: { placement: { silent: true } }, after: { placement: { silent: false } } },
  ]);
});
