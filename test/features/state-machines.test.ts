import { describe, expect, it } from 'vitest';
import { CAMPAIGN_TRANSITIONS } from '../../src/features/campaigns/campaign.rules.js';
import { DEAL_TRANSITIONS } from '../../src/features/deals/deal.rules.js';
import { GROUP_TRANSITIONS } from '../../src/features/groups/group.rules.js';
import { TRANSITIONS } from '../../src/features/queue/post.rules.js';

/** Everything that can be reached from `start`, itself included. */
function reachable(table: Record<string, readonly string[]>, start: string): Set<string> {
  const seen = new Set([start]);
  for (const from of seen) for (const to of table[from] ?? []) seen.add(to);
  return seen;
}

const MACHINES: Record<string, { table: Record<string, readonly string[]>; start: string }> = {
  campaign: { table: CAMPAIGN_TRANSITIONS, start: 'draft' },
  deal: { table: DEAL_TRANSITIONS, start: 'proposed' },
  group: { table: GROUP_TRANSITIONS, start: 'consent' },
  post: { table: TRANSITIONS, start: 'due' },
};

describe.each(Object.entries(MACHINES))('a %s', (_, { table, start }) => {
  it('can come into every state', () => {
    expect([...reachable(table, start)].sort()).toEqual(Object.keys(table).sort());
  });

  it('never goes from a state into itself', () => {
    for (const [from, to] of Object.entries(table)) expect(to).not.toContain(from);
  });
});

describe('a post', () => {
  it('that was sent stays sent', () => expect(TRANSITIONS.sent).toEqual([]));

  it('is on its way only from a claim', () => {
    const before = Object.entries(TRANSITIONS).filter(([, to]) => to.includes('sending'));
    expect(before.map(([from]) => from)).toEqual(['claimed']);
  });

  it('whose outcome nobody knows is never taken back into a claim', () => {
    expect(TRANSITIONS.uncertain).not.toContain('claimed');
    expect(TRANSITIONS.sending).not.toContain('claimed');
  });
});

it('A campaign that was put away stays away', () => expect(CAMPAIGN_TRANSITIONS.archived).toEqual([]));
it('A decided deal is not decided again', () => {
  expect(DEAL_TRANSITIONS['in-force']).not.toContain('rejected');
  expect(DEAL_TRANSITIONS.rejected).not.toContain('in-force');
});
