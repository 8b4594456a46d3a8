import { type ScheduledPost, ScheduledPostModel } from '../../src/common/models/index.js';
import { done } from './done.js';
import { ADAM } from './engine.js';
import type { Play } from './stage.js';
import type { Step } from './steps.js';
import { HOUR, MINUTE } from './wall.js';

/** Posts in an order that is the same in each run. */
async function postsOf({
  campaigns,
  groups,
}: Play): Promise<{ row: ScheduledPost; campaign: number; group: number }[]> {
  const rows = await ScheduledPostModel.find().lean<ScheduledPost[]>();
  const placed = rows.map((row) => ({
    row,
    campaign: campaigns.findIndex(({ id }) => id === row.campaignId),
    group: groups.findIndex(({ id }) => id === row.groupId),
  }));
  const name = ({ row, campaign, group }: (typeof placed)[number]) =>
    `${campaign} ${group} ${row.occurrence.slice(row.campaignId.length)}`;
  return placed.sort((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** A person decides about one of the posts that there are. */
export async function decideOnPost(play: Play, step: Extract<Step, { post: number }>): Promise<void> {
  const { engine, reference } = play;
  const now = engine.now();
  const isOver = (status: string) => ['failed', 'skipped', 'cancelled'].includes(status);
  const fits = ({ row }: { row: ScheduledPost }) =>
    step.do === 'cancel'
      ? row.status === 'due'
      : step.do === 'retry'
        ? isOver(row.status) && now <= row.dueAt.getTime() + HOUR
        : row.status === 'due' || isOver(row.status);
  const posts = (await postsOf(play)).filter(fits);
  const chosen = posts[step.post % Math.max(1, posts.length)];
  if (!chosen) return;
  const { row, campaign, group } = chosen;
  const name = row.occurrence.slice(row.campaignId.length + 1);
  const slot = reference.slotOf(campaign, group, { name, at: row.dueAt.getTime() });
  const { decisions, queue } = engine.rooms();
  switch (step.do) {
    case 'cancel':
      done(await queue.cancel(ADAM, row._id, row.rev));
      return reference.cancel(slot);
    case 'retry':
      done(await decisions.retry(ADAM, row._id, row.rev));
      return reference.touch(slot, slot.due);
    case 'override': {
      const rivals = posts.some((one) => one.row !== row && one.row.dueAt.getTime() === now);
      if (rivals) return;
      done(await decisions.override(ADAM, row._id, row.rev));
      reference.touch(slot, now);
      slot.overridden = true;
      return;
    }
    case 'move': {
      const due = now + step.minutes * MINUTE + ++play.moves * 7_000;
      done(await decisions.move(ADAM, row._id, row.rev, due));
      return reference.touch(slot, due);
    }
  }
}
