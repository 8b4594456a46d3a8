/** What the engine counts since the process began, for whoever exports it. */
export interface EngineFigures {
  sent: number;
  /** From dueAt to the intent, of the last posts, in ms; null before the first. */
  latenessMs: { p50: number; p99: number; max: number } | null;
  /** Posts that were awake at the last look at the queue. */
  awake: number;
  tooManyRequests: number;
  probes: Record<string, number>;
}

export interface EngineMetrics {
  sent(latenessMs: number): void;
  looked(awake: number): void;
  tooManyRequests(): void;
  probed(result: string): void;
  figures(): EngineFigures;
}

const KEPT = 1_000;

export function createEngineMetrics(): EngineMetrics {
  const lateness: number[] = [];
  const counts = { sent: 0, awake: 0, tooManyRequests: 0 };
  const probes: Record<string, number> = {};

  function spread(): EngineFigures['latenessMs'] {
    const sorted = lateness.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return sorted.length === 0 ? null : { p50: at(0.5), p99: at(0.99), max: at(1) };
  }

  return {
    sent(latenessMs) {
      counts.sent += 1;
      lateness.push(latenessMs);
      if (lateness.length > KEPT) lateness.shift();
    },
    looked(awake) {
      counts.awake = awake;
    },
    tooManyRequests() {
      counts.tooManyRequests += 1;
    },
    probed(result) {
      probes[result] = (probes[result] ?? 0) + 1;
    },
    figures: () => ({ ...counts, probes: { ...probes }, latenessMs: spread() }),
  };
}
