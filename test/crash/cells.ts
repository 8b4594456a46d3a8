import { type Cell, cellOf, FAULTS, type Fault } from './cell.js';
import { EXEMPT_CELLS, SPECIAL_CELLS } from './special-cells.js';

/** Steps that every cell passes, in about this order. The answer of a call has come before `send.answered`. */
const STEPS = [
  'lease.taken',
  'takeover.claims-freed',
  'plan.batch',
  'plan.reconciled',
  'plan.marked',
  'lease.renewed',
  'claim.found',
  'claim.updated',
  'claim.done',
  'intent.counters-open',
  'intent.fenced',
  'intent.written',
  'intent.decided',
  'intent.committed',
  'send.accepted',
  'send.answered',
  'ack.begin',
  'ack.written',
  'ack.committed',
  'refund.written',
  'takeover.done',
  'action.begin',
  'action.called',
  'action.stored',
];

/** Passed where an answer of Telegram was lost: nobody knows whether the first post was sent. */
const PROBE_STEPS = ['ack.unknown', 'probe.marked', 'probe.answered'];

/** Where the bot's next calls are those that the fault is for. */
const CALLS_FOLLOW = /^(claim|intent|takeover|action\.begin|ack\.unknown|probe\.marked)/;
const OF_TELEGRAM: readonly Fault[] = ['answer-429', 'answer-500', 'hang', 'accept-cut'];

function everyCell(): Cell[] {
  const nodes = [1, 2] as const;
  const firsts = [...STEPS, ...PROBE_STEPS].flatMap((step) =>
    FAULTS.filter((fault) => !OF_TELEGRAM.includes(fault) || CALLS_FOLLOW.test(step)).flatMap((fault) =>
      nodes.map((count) =>
        cellOf(
          step,
          fault,
          count,
          PROBE_STEPS.includes(step) ? { answers: [{ kind: 'cutAfterAccept' }] } : {},
        ),
      ),
    ),
  );
  return [
    ...firsts,
    cellOf('claim.done', 'freeze', 2, { again: ['send.accepted'] }),
    cellOf('intent.written', 'freeze', 2, { again: ['send.accepted'] }),
    ...SPECIAL_CELLS,
    ...EXEMPT_CELLS,
  ];
}

export const CELLS: readonly Cell[] = everyCell();

export function cellNamed(name: string): Cell {
  const found = CELLS.find((one) => one.name === name);
  if (!found) throw new Error(`no cell is called ${name}`);
  return found;
}

/** What the test run tries of it: every kind of fault, and each place where a guard stands. */
export const SUBSET_CELLS: readonly Cell[] = [
  'claim.done/freeze/2/then-send.accepted',
  'intent.counters-open/answer-429/1',
  'intent.counters-open/answer-500/1',
  'intent.counters-open/cut-before/1',
  'intent.decided/freeze/2',
  'intent.decided/cut-after/1',
  'intent.committed/kill/2/then-takeover.done',
  'intent.committed/accept-cut/1',
  'send.accepted/kill/1',
  'twins/probe.hit/kill/1',
  'twins/probe.marked/accept-cut/1',
  'moderated/send.accepted/kill/1',
  'exempt/late/ack.unknown/kill/1',
  'ack.begin/mongod-killed/1',
  'ack.begin/step-down/1',
  'action.called/kill/1/then-action.called',
].map(cellNamed);
