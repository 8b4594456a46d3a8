import type { SimFault } from './sim-protocol.js';

/** Faults that wait for their call, first come first served. */
export interface Faults {
  add(fault: SimFault): void;
  /** The fault that hits this call, counted down; undefined for none. */
  take(method: string, chatId: unknown): SimFault['kind'] | undefined;
}

export function createFaults(): Faults {
  let faults: (SimFault & { times: number })[] = [];
  return {
    add: ({ method, times = 1, ...fault }) =>
      void faults.push({ ...fault, times, ...(method !== undefined && { method: method.toLowerCase() }) }),
    take(method, chatId) {
      const name = method.toLowerCase();
      const isPoll = name === 'getupdates';
      const hit = faults.find(
        (fault) =>
          // A poll that always waits would take every fault that was meant for another call.
          (fault.method ?? (isPoll ? undefined : name)) === name &&
          (fault.chatId === undefined || fault.chatId === chatId),
      );
      if (!hit) return undefined;
      hit.times -= 1;
      faults = faults.filter(({ times }) => times > 0);
      return hit.kind;
    },
  };
}
