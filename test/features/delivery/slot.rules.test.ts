import { expect, it } from 'vitest';
import { judge, type SlotFacts } from '../../../src/features/delivery/slot.rules.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 26, 12);
const LATE = { dueAt: NOW - HOUR - 1 };

const running = { status: 'active', promo: null, dealId: null } as const;
const fine: SlotFacts = {
  now: NOW,
  dueAt: NOW,
  graceMs: HOUR,
  overridden: false,
  stopped: false,
  campaign: running,
  dealInForce: true,
  dealRequired: false,
  groupProblem: null,
  groupMendable: false,
  creativeProblem: null,
  brandProblem: null,
  languageProblem: null,
  creatorUnverified: false,
  quietUntil: null,
  gapUntil: null,
  topHoldUntil: null,
  fatigueUntil: null,
  fullCaps: [],
};

const over = { promo: { code: 'AUTUMN', validUntil: new Date(NOW - 1) } };
const full = { reason: { key: 'why-group-daily', args: { max: 3 } } } as const;

it('lets a post go that nothing keeps', () => expect(judge(fine)).toEqual({ go: true }));

it.each<[string, Partial<SlotFacts>, 'wait' | 'skip', string]>([
  ['posting is stopped', { stopped: true }, 'wait', 'why-stopped'],
  ['its hour is over', LATE, 'skip', 'why-late'],
  ['its campaign is gone', { campaign: null }, 'skip', 'why-campaign-gone'],
  ['its campaign is paused', { campaign: { ...running, status: 'paused' } }, 'wait', 'why-paused'],
  ['its campaign has ended', { campaign: { ...running, status: 'ended' } }, 'skip', 'why-campaign-over'],
  ['its deal is not in force', { dealInForce: false }, 'wait', 'why-deal'],
  ['its campaign waits for a deal', { campaign: { ...running, status: 'waiting' } }, 'wait', 'why-deal'],
  ['every campaign needs a deal', { dealRequired: true }, 'wait', 'why-deal-required'],
  ['the promotion is over', { campaign: { ...running, ...over } }, 'skip', 'why-promo'],
  ['the group takes none', { groupProblem: { key: 'why-group-adult' } }, 'skip', 'why-group-adult'],
  [
    'the bot may not post for now',
    { groupProblem: { key: 'why-group-no-post' }, groupMendable: true },
    'wait',
    'why-group-no-post',
  ],
  [
    'nobody has mended the group in time',
    { ...LATE, groupProblem: { key: 'why-group-no-post' }, groupMendable: true },
    'skip',
    'why-group-no-post',
  ],
  ['the creative is gone', { creativeProblem: { key: 'why-creative-gone' } }, 'skip', 'why-creative-gone'],
  ['the brand is blocked', { brandProblem: { key: 'why-brand-blocked' } }, 'skip', 'why-brand-blocked'],
  [
    'the creative speaks another language',
    { languageProblem: { key: 'why-language', args: { language: 'de' } } },
    'skip',
    'why-language',
  ],
  ['nobody has seen a proof of age yet', { creatorUnverified: true }, 'wait', 'why-creator-unverified'],
  ['nobody has seen it in time', { ...LATE, creatorUnverified: true }, 'skip', 'why-creator-unverified'],
  ['the group is quiet for a while', { quietUntil: NOW + HOUR }, 'wait', 'why-quiet'],
  ['the group is quiet for long', { quietUntil: NOW + HOUR + 1 }, 'skip', 'why-quiet'],
  ['another ad was there just now', { gapUntil: NOW + MINUTE }, 'wait', 'why-gap'],
  ['another ad is alone on top', { topHoldUntil: NOW + 2 * HOUR }, 'skip', 'why-top-hold'],
  [
    'a limit is reached for today',
    { fullCaps: [{ ...full, endsAt: NOW + 9 * HOUR }] },
    'skip',
    'why-group-daily',
  ],
  ['the day ends soon', { fullCaps: [{ ...full, endsAt: NOW + MINUTE }] }, 'wait', 'why-group-daily'],
  ['the group has had enough', { fatigueUntil: NOW + MINUTE }, 'wait', 'why-fatigue'],
])('keeps a post back when %s', (_, change, verdict, key) => {
  expect(judge({ ...fine, ...change })).toMatchObject({ [verdict]: { why: { key } } });
});

it('lets a post go when what held its group is over', () => {
  expect(judge({ ...fine, gapUntil: NOW, topHoldUntil: NOW - 1 })).toEqual({ go: true });
});

it('asks again when what holds the group ends', () => {
  expect(judge({ ...fine, gapUntil: NOW + MINUTE })).toMatchObject({ until: NOW + MINUTE });
});

it('no longer waits for a campaign when its hour is over, and says what it has waited for', () => {
  const late = { ...fine, ...LATE };
  const paused = judge({ ...late, campaign: { ...running, status: 'paused' } });
  expect(paused).toMatchObject({ skip: { why: { key: 'why-paused' } } });
  expect(judge({ ...late, dealInForce: false })).toMatchObject({ skip: { why: { key: 'why-deal' } } });
});

it('lets an admin override how much a group gets, and nothing else', () => {
  const fullDay = [{ ...full, endsAt: NOW + 9 * HOUR }];
  const limited = { quietUntil: NOW + 9 * HOUR, gapUntil: NOW + MINUTE, topHoldUntil: NOW + HOUR };
  const overridden = { ...fine, ...limited, fullCaps: fullDay, overridden: true };
  expect(judge(overridden)).toEqual({ go: true });
  expect(judge({ ...overridden, stopped: true })).toMatchObject({ wait: { why: { key: 'why-stopped' } } });
  expect(judge({ ...overridden, groupProblem: { key: 'why-group-adult' } })).toHaveProperty('skip');
});

it('says the first reason that a person would name, and which rules were asked', () => {
  const verdict = judge({ ...fine, dealInForce: false, groupProblem: { key: 'why-group-adult' } });
  expect(verdict).toEqual({
    until: NOW + HOUR + 1,
    wait: {
      why: { key: 'why-deal' },
      trace: [
        { rule: 'not-stopped', passed: true },
        { rule: 'campaign-active', passed: true },
        { rule: 'deal-in-force', passed: false },
      ],
    },
  });
});
