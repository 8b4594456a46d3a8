import { expect, it } from 'vitest';
import { createGroupCommit } from '../../../src/features/delivery/group-commit.js';

/** Commits that end when told to, and what each was made of. */
function gated(fails: (items: readonly string[]) => boolean = () => false) {
  const commits: string[][] = [];
  const gates: (() => void)[] = [];
  const take = createGroupCommit(async (items: readonly string[]) => {
    commits.push([...items]);
    await new Promise<void>((resolve) => gates.push(resolve));
    if (fails(items)) throw new Error(`no ${items}`);
    return items.map((item) => item.toUpperCase());
  }, 3);
  const open = async () => {
    await expect.poll(() => gates.length).toBeGreaterThan(0);
    gates.shift()?.();
  };
  return { take, commits, open };
}

it('carries out at once what comes alone, and together what comes meanwhile, so many at most', async () => {
  const { take, commits, open } = gated();
  const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map(take));
  for (let n = 0; n < 3; n++) await open();
  expect(await answers).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(commits).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
});

it('tries each alone when a commit has failed, and fails only who fails alone', async () => {
  const { take, commits, open } = gated((items) => items.includes('bad'));
  const answers = Promise.allSettled(['a', 'b', 'bad', 'c'].map(take));
  for (let n = 0; n < 5; n++) await open();
  expect((await answers).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(commits).toEqual([['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c']]);
});
