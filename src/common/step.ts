let watcher: (name: string) => void = () => {};

/** A named point between two durable actions; nothing in production: the crash tests stop the process there. */
export function step(name: string): void {
  watcher(name);
}

/** Calls `watch` at each step from now on, before what follows it. */
export function watchSteps(watch: (name: string) => void): void {
  watcher = watch;
}
