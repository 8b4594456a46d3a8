import { cpus, loadavg, release, totalmem } from 'node:os';

/** What the figures were measured on; the load is what others did at the time. */
export function machine(): string {
  const cores = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  return `${cores.length} × ${cores[0]?.model.trim() ?? 'CPU'}, ${gigabytes} GB, ${process.platform} ${release()}, Node ${process.versions.node}, load ${load} at the start`;
}
