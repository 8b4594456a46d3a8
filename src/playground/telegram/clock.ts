/** The time in which the local Telegram lives, in ms since 1970, UTC. */
export interface TelegramClock {
  now(): number;
  /** Runs once when the clock reaches `time`; answers what takes it back. */
  at(time: number, run: () => void): () => void;
  /** Moves on by so many ms, where the clock can; what falls due happens in order before it answers. */
  advance?(ms: number): void;
}

interface Alarm {
  time: number;
  run: () => void;
  timer: NodeJS.Timeout | undefined;
}

interface OwnClockOptions {
  /** Stands still until it is advanced. */
  held?: boolean;
  /** Where it begins: now, when absent. */
  startAt?: number;
}

/** A clock for a local Telegram that runs alone: the machine's time, or one that is held. */
export function createOwnClock({ held = false, startAt = Date.now() }: OwnClockOptions = {}): TelegramClock {
  let offset = held ? startAt : startAt - Date.now();
  const alarms = new Set<Alarm>();
  const now = () => (held ? offset : Date.now() + offset);

  function fire(alarm: Alarm): void {
    clearTimeout(alarm.timer);
    if (alarms.delete(alarm)) alarm.run();
  }

  function arm(alarm: Alarm): void {
    clearTimeout(alarm.timer);
    if (held) return;
    alarm.timer = setTimeout(() => fire(alarm), Math.max(0, alarm.time - now()));
    alarm.timer.unref();
  }

  function earliestBy(end: number): Alarm | undefined {
    return [...alarms].filter(({ time }) => time <= end).sort((a, b) => a.time - b.time)[0];
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
      const end = now() + ms;
      // Each alarm sees its own time on the clock, and may set others.
      for (let next = earliestBy(end); next; next = earliestBy(end)) {
        offset += Math.max(0, next.time - now());
        fire(next);
      }
      offset += Math.max(0, end - now());
      for (const alarm of alarms) arm(alarm);
    },
  };
}
