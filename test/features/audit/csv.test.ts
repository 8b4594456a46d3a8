import { newId, type UserId } from '@common/ids.js';
import type { AuditEntry } from '@common/models/index.js';
import { describe, expect, it } from 'vitest';
import { type CsvFile, csvOf } from '../../../src/features/audit/audit-csv.js';
import { csvCell } from '../../../src/features/audit/csv.rules.js';
import type { AuditNames } from '../../../src/features/audit/index.js';
import { WORDS } from '../../../src/policies.js';

const names: AuditNames = {
  words: WORDS,
  person: async () => '=HYPERLINK("http://evil")',
  thing: async () => 'Autumn, "late"',
  ofAll: async () => new Map(),
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

async function whole({ parts, soFar }: CsvFile) {
  const taken: Uint8Array[] = [];
  for await (const part of parts) taken.push(part);
  return { text: Buffer.concat(taken).toString(), ...soFar() };
}

describe('the log as a table', () => {
  it('has a row for each entry, with words and names, and no formula', async () => {
    const { text, rows, cut } = await whole(csvOf(entries(2), names, 'en'));
    expect({ rows, cut }).toEqual({ rows: 2, cut: false });
    const [head, first, second, rest] = text.split('\r\n');
    expect(head).toMatch(/^\uFEFFplace,time \(UTC\),person,person id,action,what,kind of thing,/);
    expect(first).toMatch(/^1,2026-11-26T10:00:00\.000Z,"'=HYPERLINK\(""http:\/\/evil""\)",[0-9a-f]{24},/);
    expect(first).toContain(',campaign.pause,Pause a campaign,campaign,"Autumn, ""late""",cccc');
    expect(first).toContain(
      ',done,,chat:campaign.pause,,telegram,1,"{""status"":""active""}","{""status"":""paused""}",abab',
    );
    expect(second).toMatch(/^2,/);
    expect(rest).toBe('');
  });

  it('is read as it is taken, however long', async () => {
    let read = 0;
    async function* noted() {
      for await (const one of entries(20_000)) {
        read++;
        yield one;
      }
    }
    const { parts, soFar } = csvOf(noted(), names, 'en');
    let lines = 0;
    for await (const part of parts) {
      lines += Buffer.from(part).toString().split('\r\n').length - 1;
      // Nothing is read before it is asked for; the head is a line more.
      expect(read).toBe(lines - 1);
    }
    expect({ lines, ...soFar() }).toEqual({ lines: 20_001, rows: 20_000, cut: false });
  });

  it('ends where a file ends, and says so', async () => {
    const all = await whole(csvOf(entries(500), names, 'en'));
    expect(all).toMatchObject({ rows: 500, cut: false });
    const size = Buffer.byteLength(all.text);
    expect(await whole(csvOf(entries(0), names, 'en', 500))).toMatchObject({ rows: 0, cut: false });
    const small = await whole(csvOf(entries(500), names, 'en', size / 2));
    expect(small.cut).toBe(true);
    expect(Buffer.byteLength(small.text)).toBeLessThanOrEqual(size / 2);
    expect(small.text.split('\r\n')).toHaveLength(small.rows + 2);
    expect(small.rows).toBeGreaterThan(200);
  });
});
