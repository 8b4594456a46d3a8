import { type Cell, type Circumstances, cellOf, type Fault } from './cell.js';

const NODES = [1, 2] as const;

/** Two ads of one creative for one group, both without an answer, of which only the second arrived. */
const TWINS: Circumstances = {
  answers: [{ kind: 'cutBeforeAccept' }, { kind: 'cutAfterAccept' }],
  talksAt: 2,
  // The first is looked for when the second is uncertain as well.
  tuning: { sendTimeoutMs: 5_000 },
};

/** Where a look that met the other twin is interrupted, and why a person is asked, if somebody must be. */
const IN_THE_LOOK: readonly [string, Fault, Circumstances['asks']?][] = [
  ['probe.hit', 'kill', 'held-touched'],
  ['probe.hit', 'freeze'],
  ['probe.hit', 'accept-cut'],
  ['probe.restored', 'kill'],
  ['probe.restored', 'cut-before'],
  ['probe.marked', 'kill'],
  ['probe.marked', 'accept-cut', 'held-touched'],
  ['probe.marked', 'hang'],
  ['probe.marked', 'answer-429'],
  ['probe.marked', 'answer-500'],
];

/** Where the sender crashes after a moderator deleted its ad. */
const AFTER_MODERATION = ['send.accepted', 'ack.begin', 'ack.written'];

/** Where one after the other is killed while what the kills before left is put in order. */
const MORE_KILLS: readonly (readonly [string, ...string[]])[] = [
  ['intent.committed', 'takeover.done'],
  ['intent.committed', 'takeover.claims-freed'],
  ['send.accepted', 'takeover.done'],
  ['send.accepted', 'ack.unknown'],
  ['send.accepted', 'probe.marked'],
  ['send.accepted', 'probe.answered'],
  ['claim.done', 'send.accepted'],
  ['action.called', 'action.called'],
  ['plan.batch', 'plan.batch', 'plan.marked'],
  ['claim.done', 'intent.committed', 'send.accepted'],
  ['intent.committed', 'takeover.done', 'ack.unknown'],
  ['send.accepted', 'ack.unknown', 'probe.answered'],
  ['action.called', 'action.stored', 'action.called'],
];

export const SPECIAL_CELLS: readonly Cell[] = NODES.flatMap((nodes) => [
  ...IN_THE_LOOK.map(([step, fault, asks]) =>
    cellOf(step, fault, nodes, { kind: 'twins', ...TWINS, ...(asks && { asks }) }),
  ),
  ...AFTER_MODERATION.map((step) =>
    cellOf(step, 'kill', nodes, { kind: 'moderated', moderated: true, asks: 'held-gone' }),
  ),
  ...MORE_KILLS.map(([step, ...again]) => cellOf(step, 'kill', nodes, { again })),
]);

/** The call waits longer than anybody is frozen here, so that its answer is still heard. */
const PATIENT = { sendTimeoutMs: 20_000 };
/** Longer than the settle time. */
const LATE = [{ kind: 'late', ms: 600_000 }] as const;

/**
 * What cannot be ruled out: a sender that is frozen after its last check and before its first byte, and a Telegram that
 * accepts later than the settle time.
 */
export const EXEMPT_CELLS: readonly Cell[] = [
  cellOf('socket.write', 'freeze', 2, {
    kind: 'exempt',
    exempt: true,
    untilSentAgain: true,
    talksAt: 1,
    tuning: PATIENT,
  }),
  ...NODES.map((nodes) =>
    cellOf('ack.unknown', 'kill', nodes, {
      kind: 'exempt/late',
      exempt: true,
      answers: LATE,
      talksAt: 1,
      presses: true,
    }),
  ),
];
