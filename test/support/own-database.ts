import { randomUUID } from 'node:crypto';

let name = '';

/** The name of this test file's own database. */
export const ownDatabase = (): string => name;

/** To be called before each test file. */
export function nameOwnDatabase(): void {
  name = `test-${randomUUID()}`;
}
