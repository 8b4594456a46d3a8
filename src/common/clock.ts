/** Stops a timer; harmless when it has fired. */
export type Cancel = () => void;

/** The only source of time above the database. Times are ms since 1970, UTC. */
export interface Clock {
  now(): number;
  /** Runs once when the clock reaches `time`; soon, but never at once, when that has passed. */
  at(time: number, run: () => void): Cancel;
}

/** A clock that can be put forward, for tests and the playground. */
export interface ShiftableClock extends Clock {
  /** Moves on by `ms` and fires what became due, in order of its time. */
  advance(ms: number): void;
}

/** setTimeout overflows at 2^31 ms and sleeps through a suspended laptop: look at the clock once a minute. */
const LONGEST_SLEEP_MS = 60_000;

interface Alarm {
  time: number;
  run: () => void;
  timer: NodeJS.Timeout | undefined;
}

/** The clock of production: the machine's own. */
export function createSystemClock(): Clock {
  return createShiftableClock();
}

/** Runs with the machine's clock from `startAt` on (default: now), and jumps when told to. */
export function createShiftableClock(startAt: number = Date.now()): ShiftableClock {
  let offset = startAt - Date.now();
  const alarms = new Set<Alarm>();
  const now = () => Date.now() + offset;

  function arm(alarm: Alarm): void {
    clearTimeout(alarm.timer);
    const wait = Math.min(Math.max(alarm.time - now(), 0), LONGEST_SLEEP_MS);
    alarm.timer = setTimeout(() => (now() >= alarm.time ? fire(alarm) : arm(alarm)), wait);
    alarm.timer.unref();
  }

  function fire(alarm: Alarm): void {
    if (!alarms.delete(alarm)) return;
    clearTimeout(alarm.timer);
    alarm.run();
  }

  return {
    now,
    at(time, run) {
      const alarm: Alarm = { time, run, timer: undefined };
      alarms.add(alarm);
      arm(alarm);
      return () => {
        alarms.delete(alarm);
        clearTimeout(alarm.timer);
      };
    },
    advance(ms) {
      offset += ms;
      const due = [...alarms].filter((alarm) => alarm.time <= now()).sort((a, b) => a.time - b.time);
      for (const alarm of due) fire(alarm);
      for (const alarm of alarms) arm(alarm);
    },
  };
}
