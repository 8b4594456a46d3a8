import { deepStrictEqual } from 'node:assert/strict';
import mongoose from 'mongoose';
import { wakeOverdue } from '../../src/features/queue/index.js';
import { done } from './done.js';
import { ADAM } from './engine.js';
import { judgeEnd, judgeQueue, postOf } from './judge.js';
import { changeCampaign } from './on-campaigns.js';
import { changeGroup } from './on-groups.js';
import { decideOnPost } from './on-posts.js';
import type { SlotModel } from './reference.js';
import { openPlay, type Play } from './stage.js';
import type { Step, WorldSketch } from './steps.js';
import { HOUR, MINUTE } from './wall.js';

/** While posting is stopped, each of its minutes is looked at. */
const LONGEST_STOP = 2 * HOUR;

/** What became of posts that nobody knew about is the prober's to find out: here only that it is possible. */
async function learn(play: Play): Promise<boolean> {
  const { engine, reference } = play;
  let changed = false;
  for (const slot of reference.slots()) {
    if (slot.state !== 'unknown') continue;
    const row = await postOf(play, slot);
    if (row?.status === 'uncertain') continue;
    changed = true;
    if (row?.status === 'held') reference.learn(slot, 'held');
    else if (slot.arrived) reference.learn(slot, 'found');
    else reference.learn(slot, 'not there');
  }
  if (changed) reference.look(engine.now());
  return changed;
}

/** Both look, at the same moment. */
async function look(play: Play): Promise<void> {
  play.reference.look(play.engine.now());
  await play.engine.settle();
  await learn(play);
}

/** Herald is awake: it looks whenever either of the two has something to do. */
async function waitFor(play: Play, ms: number): Promise<void> {
  const { engine, reference } = play;
  const end = engine.now() + (reference.isStopped() ? Math.min(ms, LONGEST_STOP) : ms);
  for (;;) {
    const next = Math.min(reference.next(), await engine.next());
    if (next > end) break;
    engine.goTo(next);
    await look(play);
  }
  engine.goTo(end);
  await look(play);
}

async function goOn({ engine, reference }: Play, missed: 'run' | 'skip'): Promise<void> {
  if (!reference.isStopped()) return;
  const { settings, queue } = engine.rooms();
  done(await settings.resume(ADAM));
  if (missed === 'run') await wakeOverdue(new Date(engine.now()));
  else done(await queue.skipMissed(ADAM));
  reference.resume(missed);
}

async function act(play: Play, step: Step): Promise<void> {
  const { engine, reference } = play;
  if ('post' in step) await decideOnPost(play, step);
  else if ('campaign' in step) await changeCampaign(play, step);
  else if ('group' in step) await changeGroup(play, step);
  else if (step.do === 'wait') await waitFor(play, step.minutes * MINUTE);
  else if (step.do === 'sleep') engine.goTo(engine.now() + step.minutes * MINUTE);
  else if (step.do === 'go-on') await goOn(play, step.missed);
  else if (step.do === 'restart') {
    await engine.restart();
    reference.restart();
  } else if (!reference.isStopped()) {
    done(await engine.rooms().settings.stop(ADAM));
    reference.stop();
  }
  await look(play);
}

async function emptyDatabase(): Promise<void> {
  const collections = (await mongoose.connection.db?.collections()) ?? [];
  const emptied = collections.filter(({ collectionName }) => collectionName !== 'migrations');
  await Promise.all(emptied.map((collection) => collection.deleteMany({})));
}

/** Plays the steps with the engine and the reference model, and compares after each; throws where they differ. */
export async function playModel(
  sketch: WorldSketch,
  steps: readonly Step[],
  mongodbUri: string,
): Promise<SlotModel[]> {
  const play = await openPlay(sketch, mongodbUri);
  try {
    for (const [campaign, { plan }] of sketch.campaigns.entries())
      await act(play, { do: 'plan', campaign, plan });
    for (const [nth, step] of steps.entries()) {
      await act(play, step);
      deepStrictEqual(
        await judgeQueue(play),
        [],
        `after step ${nth + 1}, ${JSON.stringify(step)}, at ${new Date(play.engine.now()).toISOString()}`,
      );
    }
    await goOn(play, 'run');
    await waitFor(play, 3 * HOUR);
    deepStrictEqual([...(await judgeQueue(play)), ...(await judgeEnd(play))], [], 'in the end');
    return play.reference.slots();
  } finally {
    await play.engine.stop();
    await emptyDatabase();
  }
}
