import { expect, it } from 'vitest';
import { type EmptyWorld, openEmptyWorld } from '../support/world.js';

const MINUTE = 60_000;

/** What the link that the terminal showed last carries behind Start. */
async function shownLink({ links }: EmptyWorld, nth = 1): Promise<string> {
  await expect.poll(() => links.length).toBe(nth);
  const link = new URL(links.at(-1) ?? '');
  expect(link.origin + link.pathname).toBe('https://t.me/herald_bot');
  return link.searchParams.get('start') ?? '';
}

it('makes the first who opens the link an admin, and nobody after', async () => {
  const world = await openEmptyWorld();
  const adam = world.telegram.person({ first_name: 'Adam' });
  const eve = world.telegram.person({ first_name: 'Eve' });
  const payload = await shownLink(world);
  adam.starts(payload);
  await adam.sees(/Welcome, Adam! This bot is yours now/);
  await adam.sees(/What would you like to do/);
  adam.says('/stop');
  await adam.sees(/Posting is stopped/);

  eve.starts(payload);
  await eve.sees(/This link is not valid any more/);
  eve.starts();
  await eve.sees(/This is a private ads manager/);
});

it('takes one of two who open the link at the same moment', async () => {
  const world = await openEmptyWorld();
  const payload = await shownLink(world);
  const people = ['Adam', 'Eve'].map((first_name) => world.telegram.person({ first_name }));
  for (const person of people) person.starts(payload);
  const answers = await Promise.all(people.map((one) => one.sees(/yours now|not valid any more/)));
  expect(answers.filter(({ text }) => text?.includes('yours now'))).toHaveLength(1);
});

it('takes no link but the one that was shown', async () => {
  const world = await openEmptyWorld();
  const eve = world.telegram.person({ first_name: 'Eve' });
  const payload = await shownLink(world);
  const { message_id: after } = eve.starts(`${payload.slice(0, -1)}${payload.endsWith('A') ? 'B' : 'A'}`);
  await eve.sees(/This link is not valid any more/, { after });
  const { message_id: later } = eve.starts();
  await eve.sees(/This is a private ads manager/, { after: later });
});

it('shows a fresh link after 15 minutes, and takes the old one no more', async () => {
  const world = await openEmptyWorld();
  const adam = world.telegram.person({ first_name: 'Adam' });
  const first = await shownLink(world);
  world.clock.advance(15 * MINUTE);
  const second = await shownLink(world, 2);
  expect(second).not.toBe(first);
  adam.starts(first);
  await adam.sees(/This link is not valid any more/);
  adam.starts(second);
  await adam.sees(/Welcome, Adam/);
});

it('shows no link when it was claimed', async () => {
  const world = await openEmptyWorld();
  const adam = world.telegram.person({ first_name: 'Adam' });
  adam.starts(await shownLink(world));
  await adam.sees(/Welcome, Adam/);
  await world.restart();
  const { message_id: after } = adam.starts();
  await adam.sees(/Hello, Adam/, { after });
  world.clock.advance(16 * MINUTE);
  const { message_id: later } = adam.starts();
  await adam.sees(/Hello, Adam/, { after: later });
  expect(world.links).toHaveLength(1);
});

it('knows the people of ADMIN_IDS as admins from their first word on', async () => {
  const anna = 7_000_001;
  const { telegram, links } = await openEmptyWorld({ adminIds: [anna] });
  const admin = telegram.person({ id: anna, first_name: 'Anna' });
  admin.says('/stop');
  await admin.sees(/Posting is stopped since .*, by Anna/);
  expect(links).toEqual([]);
});
