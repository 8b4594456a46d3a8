/** A named point between two durable actions, where the crash tests kill the process; nothing in production. */
export function step(_name: string): void {}
