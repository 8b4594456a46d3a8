import { type DataPlace, lookInto } from './doctor-database.js';
import { type Findings, verifyChain } from './features/audit/index.js';

type Broken = NonNullable<Findings['broken']>;

const WHAT: Record<Broken['what'], string> = {
  missing: 'an entry that stood here was removed',
  foreign: 'an entry stands here that was never sealed in this place',
  changed: 'the entry here is not the one that was sealed: it, or what stood before it, was changed or moved',
};

const count = (n: number) => (n === 1 ? '1 entry' : `${n} entries`);

function brokenLines({ entry, sequence, what }: Broken): string[] {
  return [
    `✗ The audit log is broken at place ${sequence}: ${WHAT[what]}.`,
    ...(entry
      ? [`  Found there: ${entry.action}, ${entry.metadata.timestamp.toISOString()}, id ${entry._id}`]
      : []),
  ];
}

function linesOf({ sealed, end, checkpoint, unsealed, broken }: Findings): string[] {
  return [
    ...(checkpoint
      ? [
          `– Entries up to place ${checkpoint.sequence} were removed because of their age, the last time on ${checkpoint.at.toISOString()}.`,
        ]
      : []),
    `${broken ? '–' : '✓'} The audit log: ${count(sealed)} as sealed.`,
    ...(broken ? brokenLines(broken) : []),
    unsealed === 0
      ? '✓ No entry waits for its place.'
      : `– ${count(unsealed)} without a place yet: nothing can be said of what is not sealed.`,
    `– The end of the chain: ${end.sequence} ${end.hash}`,
    '  Keep this line elsewhere, and compare: who may write into the database could make a whole new chain.',
  ];
}

/** Whether the audit log's chain holds, in lines for a terminal. */
export function checkAudit(place: DataPlace): Promise<{ holds: boolean; lines: string[] }> {
  return lookInto(place, async () => {
    const findings = await verifyChain();
    return { holds: findings.broken === null, lines: linesOf(findings) };
  });
}
