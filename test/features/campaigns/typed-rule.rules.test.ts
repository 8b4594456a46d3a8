import { expect, it } from 'vitest';
import { isMomentToo, readTypedRule } from '../../../src/features/campaigns/typed-rule.rules.js';

it.each([
  ['daily 10:00 18:00', { kind: 'daily', times: ['10:00', '18:00'] }],
  ['every day at 18:00, 9:05 and 18:00', { kind: 'daily', times: ['09:05', '18:00'] }],
  ['mon wed fri 18:30', { kind: 'weekly', weekdays: [1, 3, 5], times: ['18:30'] }],
  ['Sunday, Monday at 10:00', { kind: 'weekly', weekdays: [1, 7], times: ['10:00'] }],
  ['weekdays 9:00', { kind: 'weekly', weekdays: [1, 2, 3, 4, 5], times: ['09:00'] }],
  ['every 6 h', { kind: 'every', n: 6, unit: 'hours' }],
  ['every 2 days', { kind: 'every', n: 2, unit: 'days' }],
  ['every week', { kind: 'every', n: 1, unit: 'weeks' }],
  ['monthly 31 12:00', { kind: 'monthly', day: 31, times: ['12:00'] }],
  ['monthly on the 1st at 9:00', { kind: 'monthly', day: 1, times: ['09:00'] }],
  ['0 10 * * 1-5', { kind: 'cron', expression: '0 10 * * 1-5' }],
  ['cron 0 10 * * MON', { kind: 'cron', expression: '0 10 * * MON' }],
])('reads “%s”', (text, rule) => {
  expect(readTypedRule(text)).toEqual(rule);
});

it.each([
  'daily',
  'daily 25:00',
  'daily ten',
  'every 0 h',
  'every 6',
  'monthly 32 10:00',
  'mon wed',
  'tomorrow 18:30',
  '27 Nov 9:00',
  '18:30',
  '2h',
  'please mon wed 10:00',
])('does not guess at “%s”', (text) => {
  expect(readTypedRule(text)).toBeUndefined();
});

it('takes one weekday as a single moment, unless it is said to come again', () => {
  const read = (text: string) => {
    const rule = readTypedRule(text);
    return rule && isMomentToo(text, rule);
  };
  expect(read('friday 20:00')).toBe(true);
  expect(read('every friday 20:00')).toBe(false);
  expect(read('fridays 20:00')).toBe(false);
  expect(read('mon fri 20:00')).toBe(false);
});
