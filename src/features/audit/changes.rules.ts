type Plain = Record<string, unknown>;

/** Bookkeeping that says nothing of what a person did. */
const SILENT = new Set(['_id', '__v', 'rev', 'createdAt', 'updatedAt']);

/** What differs between two states of a thing, field by field; a new or removed thing is null on one side. */
export function changesBetween(before: object | null, after: object | null): { before: Plain; after: Plain } {
  const old: Plain = { ...before };
  const young: Plain = { ...after };
  const names = [...new Set([...Object.keys(old), ...Object.keys(young)])].filter(
    (name) => !SILENT.has(name) && JSON.stringify(old[name]) !== JSON.stringify(young[name]),
  );
  const pick = (from: Plain) =>
    Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]));
  return { before: pick(old), after: pick(young) };
}
