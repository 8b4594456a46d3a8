import { expect, it } from 'vitest';
import { judge, type SlotFacts } from '../../../src/features/delivery/slot.rules.js';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 26, 12);

const fine: SlotFacts = {
  now: NOW,
  dueAt: NOW,
  graceMs: HOUR,
  stopped: false,
  campaign: { status: 'active', promo: null },
  dealInForce: true,
  groupProblem: null,
  creativeProblem: null,
};

const over = { promo: { code: 'AUTUMN', validUntil: new Date(NOW - 1) } };

it('lets a post go that nothing keeps', () => expect(judge(fine)).toEqual({ go: true }));

it.each<[string, Partial<SlotFacts>, 'wait' | 'skip', string]>([
  ['posting is stopped', { stopped: true }, 'wait', 'why-stopped'],
  ['its hour is over', { dueAt: NOW - HOUR - 1 }, 'skip', 'why-late'],
  ['its campaign is gone', { campaign: null }, 'skip', 'why-campaign-gone'],
  ['its campaign is paused', { campaign: { status: 'paused', promo: null } }, 'wait', 'why-paused'],
  ['its campaign has ended', { campaign: { status: 'ended', promo: null } }, 'skip', 'why-campaign-over'],
  ['its deal is not in force', { dealInForce: false }, 'wait', 'why-deal'],
  ['its campaign waits for a deal', { campaign: { status: 'waiting', promo: null } }, 'wait', 'why-deal'],
  ['the promotion is over', { campaign: { status: 'active', ...over } }, 'skip', 'why-promo'],
  ['the group takes none', { groupProblem: { key: 'why-group-adult' } }, 'skip', 'why-group-adult'],
  ['the creative is gone', { creativeProblem: { key: 'why-creative-gone' } }, 'skip', 'why-creative-gone'],
])('keeps a post back when %s', (_, change, verdict, key) => {
  expect(judge({ ...fine, ...change })).toMatchObject({ [verdict]: { why: { key } } });
});

it('no longer waits for a campaign when its hour is over, and says what it has waited for', () => {
  const late = { ...fine, dueAt: NOW - HOUR - 1 };
  const paused = judge({ ...late, campaign: { status: 'paused', promo: null } });
  expect(paused).toMatchObject({ skip: { why: { key: 'why-paused' } } });
  expect(judge({ ...late, dealInForce: false })).toMatchObject({ skip: { why: { key: 'why-deal' } } });
});

it('says the first reason that a person would name, and which rules were asked', () => {
  const verdict = judge({ ...fine, dealInForce: false, groupProblem: { key: 'why-group-adult' } });
  expect(verdict).toEqual({
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
