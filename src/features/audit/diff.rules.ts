import { isPlain } from './secrets.rules.js';

/** One field that changed, by its path; undefined where it was not there. */
export interface Difference {
  path: string;
  before: unknown;
  after: unknown;
}

function flatten(value: Record<string, unknown>, path: string, into: Map<string, unknown>): void {
  for (const [name, inner] of Object.entries(value)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (isPlain(inner)) flatten(inner, here, into);
    else into.set(here, inner);
  }
}

/** What changed, field by field, in the order in which it stands. */
export function differences(changes: {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}): Difference[] {
  const before = new Map<string, unknown>();
  const after = new Map<string, unknown>();
  flatten(changes.before, '', before);
  flatten(changes.after, '', after);
  return [...new Set([...before.keys(), ...after.keys()])].map((path) => ({
    path,
    before: before.get(path),
    after: after.get(path),
  }));
}
