import { newId, type PostId } from '@common/ids.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actionsOf, asMoved, type SentFacts } from '../../../src/features/delivery/actions.rules.js';

const HOUR = 3_600_000;
const SENT = Date.UTC(2026, 10, 26, 12);

const plain: SentFacts = {
  postId: newId<PostId>(),
  sentAt: SENT,
  now: SENT,
  placement: { deleteAfterHours: null, pin: false },
  mayPin: true,
  takenDown: false,
  moved: false,
};

/** What is planned, as kind and hours after the send; checks aside. */
function plan(change: Partial<SentFacts>): [string, number][] {
  return actionsOf({ ...plain, ...change })
    .filter(({ kind, nextAt }) => kind !== 'check' && nextAt)
    .map(({ kind, nextAt }) => [kind, ((nextAt?.getTime() ?? 0) - SENT) / HOUR]);
}

const placed = (deleteAfterHours: number | null, pin = false) => ({ placement: { deleteAfterHours, pin } });
const TEN_MINUTES = 1 / 6;

it.each<[string, Partial<SentFacts>, [string, number][]]>([
  ['none', {}, []],
  ['1/24', placed(24), [['delete', 24]]],
  ['2/48', placed(48), [['delete', 48 - TEN_MINUTES]]],
  ['3/72', placed(72), [['end', 72]]],
  [
    'a pin',
    placed(null, true),
    [
      ['pin', 0],
      ['unpin', 24],
    ],
  ],
  [
    'a pin on 1/24, which goes with the post',
    placed(24, true),
    [
      ['pin', 0],
      ['delete', 24],
    ],
  ],
  [
    'a pin on 2/48',
    placed(48, true),
    [
      ['pin', 0],
      ['unpin', 24],
      ['delete', 48 - TEN_MINUTES],
    ],
  ],
  ['a pin that the group forbids', { ...placed(24, true), mayPin: false }, [['delete', 24]]],
  [
    'what was taken down while it was sent',
    { ...placed(24, true), takenDown: true, now: SENT + 5 },
    [['delete', 5 / HOUR]],
  ],
  ['what was taken down and proven days later', { takenDown: true, now: SENT + 50 * HOUR }, [['end', 50]]],
  [
    'what was sent into a chat that is another now',
    { ...placed(24, true), moved: true, takenDown: true },
    [],
  ],
])('plans for %s', (_, change, wanted) => expect(plan(change)).toEqual(wanted));

it('tells of each thing that it can do no more in a group that moved', () => {
  const moved = asMoved(actionsOf({ ...plain, ...placed(24, true) }), SENT);
  expect(moved).toHaveLength(4);
  for (const action of moved) {
    expect(action).toMatchObject({ doneAt: new Date(SENT), result: { key: 'action-moved' } });
    expect(action).not.toHaveProperty('nextAt');
  }
});

it('checks twice inside the life of a post, at times that are its own and the same when asked again', () => {
  fc.assert(
    fc.property(fc.constantFrom(24, 48, 72, null), fc.integer({ min: 0, max: 2 ** 32 }), (hours, seed) => {
      const postId = seed.toString(16).padStart(24, '0') as PostId;
      const times = () =>
        actionsOf({ ...plain, ...placed(hours), postId }).flatMap(({ kind, nextAt }) =>
          kind === 'check' && nextAt ? [nextAt.getTime() - SENT] : [],
        );
      const [first = 0, second = 0] = times();
      const life = (hours ?? 48) * HOUR;
      expect(first).toBeGreaterThanOrEqual(0.09 * life);
      expect(second).toBeGreaterThanOrEqual(first);
      expect(second).toBeLessThan(0.96 * life);
      expect(times()).toEqual([first, second]);
    }),
  );
});

it('does not check all posts at the same time', () => {
  const firsts = Array.from(
    { length: 40 },
    () => actionsOf({ ...plain, postId: newId<PostId>() })[0]?.nextAt,
  );
  const spread = firsts.map((at) => at?.getTime() ?? 0);
  expect(Math.max(...spread) - Math.min(...spread)).toBeGreaterThan(8 * HOUR);
});
