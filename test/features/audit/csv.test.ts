import { newId, type UserId } from '@common/ids.js';
import type { AuditEntry } from '@common/models/index.js';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../src/features/audit/audit-csv.js';
import { csvCell } from '../../../src/features/audit/csv.rules.js';
import type { AuditNames } from '../../../src/features/audit/index.js';
import { WORDS } from '../../../src/policies.js';

const names: AuditNames = {
  words: WORDS,
  person: async () => '=HYPERLINK("http://evil")',
  thing: async () => 'Autumn, "late"',
  named: async () => ({ people: [], things: [] }),
};

function entry(n: number): AuditEntry {
  return {
    _id: newId(),
    userId: newId<UserId>(),
    action: 'campaign.pause',
    entityType: 'campaign',
    entityId: 'c'.repeat(24),
    changes: { before: { status: 'active' }, after: { status: 'paused' } },
    metadata: {
      ipAddress: null,
      userAgent: 'telegram',
      route: 'chat:campaign.pause',
      timestamp: new Date('2026-11-26T10:00:00Z'),
      duration: n,
      success: true,
    },
    seal: { sequence: n, hash: 'ab'.repeat(32) },
  };
}

async function* entries(count: number): AsyncGenerator<AuditEntry> {
  for (let n = 1; n <= count; n++) yield entry(n);
}

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-3', "'-3"],
    ['@sum', "'@sum"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=a,"b"', '"\'=a,""b"""'],
    ['a=b', 'a=b'],
    ['two\nlines', '"two\nlines"'],
    ['Ольга', 'Ольга'],
    [-5, '-5'],
    [null, ''],
  ])('%j is written as %j', (value, written) => expect(csvCell(value)).toBe(written));
});

describe('the log as a table', () => {
  it('has a row for each entry, with words and names, and no formula', async () => {
    const { bytes, rows, cut } = await csvOf(entries(2), names, 'en');
    expect({ rows, cut }).toEqual({ rows: 2, cut: false });
    const [head, first, second, rest] = bytes.toString().split('\r\n');
    expect(head).toMatch(/^\uFEFFplace,time \(UTC\),person,person id,action,what,kind of thing,/);
    expect(first).toMatch(/^1,2026-11-26T10:00:00\.000Z,"'=HYPERLINK\(""http:\/\/evil""\)",[0-9a-f]{24},/);
    expect(first).toContain(',campaign.pause,Pause a campaign,campaign,"Autumn, ""late""",cccc');
    expect(first).toContain(
      ',done,,chat:campaign.pause,,telegram,1,"{""status"":""active""}","{""status"":""paused""}",abab',
    );
    expect(second).toMatch(/^2,/);
    expect(rest).toBe('');
  });

  it('ends at its bounds, and says so', async () => {
    expect(await csvOf(entries(5), names, 'en', { rows: 3, bytes: 1e6 })).toMatchObject({
      rows: 3,
      cut: true,
    });
    expect(await csvOf(entries(3), names, 'en', { rows: 3, bytes: 1e6 })).toMatchObject({
      rows: 3,
      cut: false,
    });
    const small = await csvOf(entries(50), names, 'en', { rows: 99, bytes: 2_000 });
    expect(small.cut).toBe(true);
    expect(small.bytes.length).toBeLessThanOrEqual(2_000);
  });
});
