import type { Halt } from './bot.js';

/** What happens to somebody at a step, while the bot stands there. */
export const FAULTS = [
  'kill',
  'freeze',
  'mongod-killed',
  'step-down',
  'cut-before',
  'cut-after',
  'answer-429',
  'answer-500',
  'hang',
  'accept-cut',
] as const;
export type Fault = (typeof FAULTS)[number];

/** One situation that the matrix tries. */
export interface Cell {
  name: string;
  /** Where the fault strikes; without it, kills come at any moment. */
  at?: Halt;
  /** How long after it began to lead each leader is killed, ms. */
  killsAfterMs?: readonly number[];
  fault: Fault;
  nodes: 1 | 2;
  /** Where whoever goes on is killed as well. */
  again?: Halt;
  /** The answer to the first post is lost. */
  unknown?: true;
}

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

/** Killed a second time while what the first kill left is put in order. */
const SECOND_KILLS: readonly [string, string][] = [
  ['intent.committed', 'takeover.done'],
  ['send.accepted', 'takeover.done'],
  ['claim.done', 'send.accepted'],
  ['action.called', 'action.called'],
];

function cell(step: string, fault: Fault, nodes: 1 | 2, again?: string): Cell {
  return {
    name: `${step}/${fault}/${nodes}${again ? `/then-${again}` : ''}`,
    at: { step, nth: 1 },
    fault,
    nodes,
    ...(PROBE_STEPS.includes(step) && { unknown: true }),
    ...(again && { again: { step: again, nth: 1 } }),
  };
}

function everyCell(): Cell[] {
  const nodes = [1, 2] as const;
  const firsts = [...STEPS, ...PROBE_STEPS].flatMap((step) =>
    FAULTS.filter((fault) => !OF_TELEGRAM.includes(fault) || CALLS_FOLLOW.test(step)).flatMap((fault) =>
      nodes.map((count) => cell(step, fault, count)),
    ),
  );
  const seconds = SECOND_KILLS.flatMap(([step, again]) =>
    nodes.map((count) => cell(step, 'kill', count, again)),
  );
  return [
    ...firsts,
    ...seconds,
    cell('claim.done', 'freeze', 2, 'send.accepted'),
    cell('intent.written', 'freeze', 2, 'send.accepted'),
  ];
}

export const CELLS: readonly Cell[] = everyCell();

/** What the test run tries of it: every kind of fault, and each place where a guard stands. */
const SUBSET = [
  'claim.done/freeze/2/then-send.accepted',
  'claim.done/kill/1/then-send.accepted',
  'intent.counters-open/answer-429/1',
  'intent.counters-open/answer-500/1',
  'intent.counters-open/cut-before/1',
  'intent.decided/freeze/2',
  'intent.decided/kill/1',
  'intent.decided/cut-after/1',
  'intent.committed/kill/2/then-takeover.done',
  'intent.committed/accept-cut/1',
  'send.accepted/kill/1',
  'ack.begin/mongod-killed/1',
  'ack.begin/step-down/1',
  'action.called/kill/1/then-action.called',
];

export const SUBSET_CELLS: readonly Cell[] = SUBSET.map((name) => {
  const found = CELLS.find((one) => one.name === name);
  if (!found) throw new Error(`no cell is called ${name}`);
  return found;
});
