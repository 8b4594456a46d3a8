import { createThrows } from './dice.js';
import type { SimFault, SimWaitingFault } from './sim-protocol.js';

/** Faults that wait for their call, first come first served. */
export interface Faults {
  add(fault: SimFault): void;
  /** The fault that hits this call, counted down; undefined for none. */
  take(method: string, chatId: unknown): SimFault | undefined;
  clear(): void;
  waiting(): SimWaitingFault[];
}

interface Waiting {
  fault: SimFault;
  /** How many calls it still hits. */
  left: number;
  dice: () => number;
}

/** A poll that always waits would take every fault that was meant for another call. */
function isMeant({ method, chatId }: SimFault, name: string, callChatId: unknown): boolean {
  const named = method === undefined ? name !== 'getupdates' : method.toLowerCase() === name;
  return named && (chatId === undefined || chatId === callChatId);
}

/** `onChange` is told whenever another set of faults waits. */
export function createFaults(onChange: (waiting: SimWaitingFault[]) => void = () => {}): Faults {
  let waiting: Waiting[] = [];
  const told = () =>
    waiting.map(({ fault, left }) => ({ fault, left: left === Number.POSITIVE_INFINITY ? null : left }));
  return {
    waiting: told,
    add(fault) {
      // A fault that comes by chance goes on until the next reset, unless it says how often.
      const left = fault.times ?? (fault.probability === undefined ? 1 : Number.POSITIVE_INFINITY);
      waiting.push({ fault, left, dice: createThrows(fault.seed ?? 1) });
      onChange(told());
    },
    take(method, chatId) {
      const name = method.toLowerCase();
      const hit = waiting.find(
        ({ fault, dice }) => isMeant(fault, name, chatId) && dice() < (fault.probability ?? 1),
      );
      if (!hit) return undefined;
      hit.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      onChange(told());
      return hit.fault;
    },
    clear() {
      waiting = [];
      onChange(told());
    },
  };
}
