import type { MessageKey } from '../../src/common/i18n/index.js';
import type { SimFaultKind } from '../../src/playground/telegram/index.js';
import type { Halt } from './bot.js';
import type { BotTuning } from './values.js';

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

/** The end of one leader of a soak: at its n-th step, or so long after it began to lead, whichever comes first. */
export interface Kill {
  afterMs: number;
  steps?: number;
  /** What happens besides, soon after it began to lead. */
  beside?: Fault;
}

/** What else happens in a cell, and what must come of it. */
export interface Circumstances {
  /** What Telegram does with the first ads for the first group, one after the other. */
  answers?: readonly SimFaultKind[];
  /** Somebody writes in that group as soon as so many posts are being looked for there, and then once a minute. */
  talksAt?: number;
  /** A moderator deletes the newest ad before the fault strikes. */
  moderated?: true;
  /** Somebody presses the button under an ad that stands there for the second time. */
  presses?: true;
  /** Who is frozen goes on only when another has sent its post again. */
  untilSentAgain?: true;
  /** Why a person must at last be asked about a post. */
  asks?: MessageKey;
  /** Here an ad comes twice, which nobody can rule out; the second one must be shown. */
  exempt?: true;
  tuning?: BotTuning;
}

/** One situation that the matrix tries. */
export interface Cell extends Circumstances {
  name: string;
  /** Where the fault strikes; without it, kills come at any moment. */
  at?: Halt;
  kills?: readonly Kill[];
  fault: Fault;
  nodes: 1 | 2;
  /** Where whoever goes on is killed as well, one after the other. */
  again?: readonly Halt[];
}

/** A cell with its name, e.g. `twins/probe.hit/kill/2/then-takeover.done`. */
export function cellOf(
  step: string,
  fault: Fault,
  nodes: 1 | 2,
  { again = [], kind, ...around }: Circumstances & { again?: readonly string[]; kind?: string } = {},
): Cell {
  const parts = [...(kind ? [kind] : []), step, fault, nodes, ...again.map((next) => `then-${next}`)];
  return {
    name: parts.join('/'),
    at: { step, nth: 1 },
    fault,
    nodes,
    again: again.map((next) => ({ step: next, nth: 1 })),
    ...around,
  };
}
