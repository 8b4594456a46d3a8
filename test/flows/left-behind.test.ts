import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type ScheduledPost, ScheduledPostModel } from '../../src/common/models/index.js';
import { adsIn, opens, opensPost, schedulesPicture } from '../support/steps.js';
import { openWorld, type World } from '../support/world.js';

const HOUR = 3_600_000;

/** Leaves the only post as a process would that was killed in the middle of it, and lets its time come. */
async function leaveBehind({ olga, clock }: World, state: Partial<ScheduledPost>): Promise<void> {
  await schedulesPicture(olga);
  await ScheduledPostModel.updateOne({}, { $set: { ...state, token: randomUUID() } });
  clock.advance(HOUR);
}

it('sends a post whose claim was left behind', async () => {
  const world = await openWorld();
  await leaveBehind(world, { status: 'claimed' });
  await world.owls.sees(/Golden days/);
  expect(adsIn(world.owls)).toHaveLength(1);
});

it('does not send a post again that was on its way, while nobody knows whether it arrived', async () => {
  const world = await openWorld();
  const { olga, owls, clock } = world;
  await leaveBehind(world, { status: 'sending', intentAt: new Date(clock.now() + HOUR), attempt: 1 });
  await expect.poll(() => ScheduledPostModel.countDocuments({ status: 'uncertain' })).toBe(1);
  await opens(olga, 'Needs you');
  const card = await opensPost(olga, 'Needs you (1)', '❓');
  expect(card.text).toContain('Herald looks whether it stands in the group');
  await schedulesPicture(olga, { name: 'Next', when: 'Now', caption: 'The next one' });
  await owls.sees(/The next one/);
  expect(adsIn(owls)).toHaveLength(1);
});
