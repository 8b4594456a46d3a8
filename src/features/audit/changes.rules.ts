import { isPlain, withoutSecrets } from './secrets.rules.js';

type Plain = Record<string, unknown>;

/** Bookkeeping that says nothing of what a person did. */
const SILENT = new Set(['_id', '__v', 'rev', 'createdAt', 'updatedAt']);

/** What can be told only as a whole. */
const WHOLE = new Set([
  ...['schedule', 'quietHours', 'promo'],
  ...['stopped', 'consentBy', 'by', 'trouble', 'reason'],
]);

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What differs, field by field and part by part; a list is one thing. */
function differing(old: Plain, young: Plain): { before: Plain; after: Plain } {
  const before: Plain = {};
  const after: Plain = {};
  for (const name of new Set([...Object.keys(old), ...Object.keys(young)])) {
    const was = old[name];
    const is = young[name];
    // A new thing has many fields that hold nothing.
    if (SILENT.has(name) || isSame(was ?? null, is ?? null)) continue;
    if (isPlain(was) && isPlain(is) && !WHOLE.has(name)) {
      const inner = differing(was, is);
      if (Object.keys(inner.before).length > 0) before[name] = inner.before;
      if (Object.keys(inner.after).length > 0) after[name] = inner.after;
      continue;
    }
    if (was !== undefined) before[name] = was;
    if (is !== undefined) after[name] = is;
  }
  return { before, after };
}

/** What differs between two states of a thing, without secrets; a new or removed thing is null on one side. */
export function changesBetween(before: object | null, after: object | null): { before: Plain; after: Plain } {
  return withoutSecrets(differing({ ...before }, { ...after })) as { before: Plain; after: Plain };
}
