import { expect, it } from 'vitest';
import type { Payload, ScheduledPost } from '../../../src/common/models/index.js';
import {
  fitsMessage,
  fitsTime,
  isRuledOutBelow,
  nextProbeStep,
  type ProbeFacts,
  type ProbeStep,
  type Shown,
} from '../../../src/features/delivery/probe.rules.js';

const MINUTE = 60_000;
const INTENT = Date.UTC(2026, 10, 26, 12);
const SETTLED = INTENT + 15 * MINUTE;
const TIMEOUT = 20_000;

/** A post of which nothing is known yet; message 100 was the newest before it left. */
const fresh: ProbeFacts = {
  now: INTENT + MINUTE,
  settledAt: SETTLED,
  graceEnd: INTENT + 60 * MINUTE,
  lastKnown: 100,
  explained: [],
  untouchable: new Set(),
  walk: { notOurs: [], gone: [], unproving: 0 },
  ruledOut: false,
  moved: false,
  mayAsk: false,
};

/** Somebody else's messages, or posts that are known, at a time. */
const seen = (at: number, ...ids: number[]) => ids.map((id) => ({ id, at }));
const early = INTENT + MINUTE;
const walk = (found: Partial<ProbeFacts['walk']>) => ({ ...fresh.walk, ...found });
const touches = (id: number): ProbeStep => ({ kind: 'touch', id });
const holds = (key: string, at: number | null = null) => ({
  kind: 'hold',
  why: expect.objectContaining({ key }),
  at,
});

it.each<[string, Partial<ProbeFacts>, unknown]>([
  ['waits where nothing younger is known', {}, { kind: 'wait', until: INTENT + 2 * MINUTE }],
  [
    'waits no longer than until Telegram is surely done with it',
    { now: SETTLED - 5 },
    { kind: 'wait', until: SETTLED },
  ],
  ['touches the first id below a younger one', { explained: seen(early, 103) }, touches(101)],
  ['passes over what others wrote', { explained: seen(early, 101, 103) }, touches(102)],
  [
    'passes over what it knows to be no post of ours',
    { explained: seen(early, 103), walk: walk({ notOurs: [101] }) },
    touches(102),
  ],
  [
    'passes over what was not there, for the walk goes on',
    { explained: seen(early, 103), walk: walk({ gone: [101] }) },
    touches(102),
  ],
  [
    'leaves alone what another look may have touched',
    { explained: seen(early, 103), untouchable: new Set([101]) },
    touches(102),
  ],
  [
    'looks no further than the first message that is surely younger',
    { explained: [...seen(SETTLED, 102), ...seen(SETTLED, 110)], walk: walk({ notOurs: [101] }) },
    { kind: 'again' },
  ],
  [
    'does not take a message from before the settle time for a proof',
    { explained: seen(SETTLED - 1, 102), walk: walk({ notOurs: [101] }) },
    { kind: 'wait', until: INTENT + 2 * MINUTE },
  ],
  ['sends again what is ruled out', { explained: seen(SETTLED, 101), now: SETTLED }, { kind: 'again' }],
  ['asks silently when it may and nobody writes', { now: SETTLED, mayAsk: true }, { kind: 'ask' }],
  [
    'asks nobody before Telegram is surely done',
    { mayAsk: true },
    { kind: 'wait', until: INTENT + 2 * MINUTE },
  ],
])('%s', (_, facts, step) => expect(nextProbeStep({ ...fresh, ...facts })).toEqual(step));

it.each<[string, Partial<ProbeFacts>, unknown]>([
  ['the group has another chat now', { moved: true, explained: seen(SETTLED, 101) }, holds('held-moved')],
  ['too many messages came in', { explained: seen(SETTLED, 202) }, holds('held-many')],
  [
    'only another look’s traces are left',
    { explained: seen(SETTLED, 102), untouchable: new Set([101]) },
    holds('held-touched', 101),
  ],
  [
    'what may have been it was deleted',
    { explained: seen(SETTLED, 102), walk: walk({ gone: [101] }) },
    holds('held-gone'),
  ],
  [
    'it is ruled out for the second time',
    { explained: seen(SETTLED, 101), ruledOut: true },
    holds('held-twice'),
  ],
  ['its hour is over and nobody has written', { now: INTENT + 61 * MINUTE }, holds('held-quiet')],
])('asks a person when %s', (_, facts, step) => expect(nextProbeStep({ ...fresh, ...facts })).toEqual(step));

it('touches a hundred messages, and not one more', () => {
  expect(nextProbeStep({ ...fresh, explained: seen(SETTLED, 201) })).toEqual(touches(101));
});

const at = (ms: number) => ({ date: Math.floor((INTENT + ms) / 1000) });

it.each<[string, number, boolean]>([
  ['in the second of its intent', 0, true],
  ['when the call was given up', TIMEOUT, true],
  ['before its intent', -1_000, false],
  ['after the call was given up', TIMEOUT + 1_000, false],
])('judges a message that was sent %s', (_, ms, fits) =>
  expect(fitsTime({ intentAt: new Date(INTENT) }, at(ms), TIMEOUT)).toBe(fits),
);

it('fits no message to a post that never left', () =>
  expect(fitsTime({ intentAt: null }, at(0), TIMEOUT)).toBe(false));

const reply_markup = { inline_keyboard: [] };
const text: Payload = { method: 'sendMessage', text: 'Golden days', entities: [], reply_markup };
const picture = (method: 'sendPhoto' | 'sendVideo' | 'sendAnimation'): Payload => ({
  method,
  fileId: 'file',
  caption: 'Golden days',
  caption_entities: [],
  has_spoiler: false,
  reply_markup,
});
const caption = 'Golden days';
const album: Payload = {
  method: 'sendMediaGroup',
  items: [
    { kind: 'photo', fileId: 'file', has_spoiler: false },
    { kind: 'video', fileId: 'clip', has_spoiler: false },
  ],
  caption,
  caption_entities: [],
};
const media_group_id = '1';

it.each<[string, Payload | null, Omit<Shown, 'date'>, boolean]>([
  ['its words', text, { text: 'Golden days' }, true],
  ['other words', text, { text: 'Silver nights' }, false],
  ['its words below a picture', text, { caption, photo: [] }, false],
  ['its picture', picture('sendPhoto'), { caption, photo: [] }, true],
  ['a picture with other words', picture('sendPhoto'), { caption: 'Silver nights', photo: [] }, false],
  ['a picture without words', picture('sendPhoto'), { photo: [] }, false],
  ['its video', picture('sendVideo'), { caption, video: {} }, true],
  ['a video in place of its picture', picture('sendPhoto'), { caption, video: {} }, false],
  ['its animation', picture('sendAnimation'), { caption, animation: {} }, true],
  ['an animation in place of its video', picture('sendVideo'), { caption, animation: {} }, false],
  ['its album’s first picture', album, { caption, photo: [], media_group_id }, true],
  ['another item of its album, without words', album, { photo: [], media_group_id }, false],
  ['a single picture in place of its album', album, { caption, photo: [] }, false],
  ['an album in place of its picture', picture('sendPhoto'), { caption, photo: [], media_group_id }, false],
  ['anything, where it is not known what left', null, { text: 'Golden days' }, false],
])('judges a message that shows %s', (_, payload, shown, fits) => {
  const post = { payload, intentAt: new Date(INTENT) } as ScheduledPost;
  expect(fitsMessage(post, { ...at(0), ...shown }, TIMEOUT)).toBe(fits);
  expect(fitsMessage(post, { ...at(-5_000), ...shown }, TIMEOUT)).toBe(false);
});

it('looks at no words where the look has taken them', () => {
  const post = (payload: Payload) => ({ payload, intentAt: new Date(INTENT) }) as ScheduledPost;
  const fits = (payload: Payload, shown: Omit<Shown, 'date'>) =>
    fitsMessage(post(payload), { ...at(0), ...shown }, TIMEOUT, false);
  expect(fits(album, { caption: 'Silver nights', video: {}, media_group_id })).toBe(true);
  expect(fits(picture('sendPhoto'), { caption: 'Silver nights', photo: [] })).toBe(true);
  expect(fits(album, { caption, animation: {}, media_group_id })).toBe(false);
  expect(fits(text, { text: 'Golden days' })).toBe(false);
});

it('knows the first message that may be a post only where all before are something else', () => {
  const below = (facts: Partial<ProbeFacts>) => isRuledOutBelow({ ...fresh, ...facts }, 103);
  expect(below({ explained: seen(SETTLED, 102), walk: walk({ notOurs: [101] }) })).toBe(true);
  expect(below({ walk: walk({ notOurs: [101] }) })).toBe(false);
  expect(below({ walk: walk({ notOurs: [101], gone: [102] }) })).toBe(false);
});
