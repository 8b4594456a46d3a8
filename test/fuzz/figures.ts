export interface Figures {
  updates: number;
  seconds: number;
  /** What the gate let in. */
  admitted: number;
  /** Handlers that ended with Telegram's refusal of a call. */
  refusedByTelegram: number;
  /** Updates by which something that is watched has changed, by right. */
  written: number;
  slowestMs: number;
  /** After each round, with all garbage collected. */
  heapsMb: number[];
}

export const NOTHING_YET: Figures = {
  updates: 0,
  seconds: 0,
  admitted: 0,
  refusedByTelegram: 0,
  written: 0,
  slowestMs: 0,
  heapsMb: [],
};

export function heapMb(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}
