import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Figures {
  updates: number;
  seconds: number;
  perSecond: number;
  /** What the gate let in. */
  admitted: number;
  /** Handlers that ended with Telegram's refusal of a call. */
  refusedByTelegram: number;
  /** Updates by which something that is watched has changed, by right. */
  written: number;
  slowestMs: number;
  /** Buttons whose handler did something, and steps of dialogs that were asked, of all that there are. */
  verbs: string;
  steps: string;
  unreached: string[];
  /** After the warm-up, and with each line of progress, all garbage collected. */
  heapsMb: number[];
}

export const NOTHING_YET: Figures = {
  updates: 0,
  seconds: 0,
  perSecond: 0,
  admitted: 0,
  refusedByTelegram: 0,
  written: 0,
  slowestMs: 0,
  verbs: '',
  steps: '',
  unreached: [],
  heapsMb: [],
};

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

export function heapMb(): number {
  collectGarbage();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

/** What may be there at the end, by what was there after the warm-up. */
export function mostMb({ heapsMb: [warm = 0] }: Figures): number {
  return warm * 1.2 + 30;
}
