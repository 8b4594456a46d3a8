import type { EntityType } from '@common/models/index.js';
import { type Fields, SILENT } from './field.js';
import { isPlain } from './secrets.rules.js';

/** One field that changed, by its path; undefined where it was not there. */
export interface Difference {
  path: string;
  before: unknown;
  after: unknown;
}

type Plain = Record<string, unknown>;

function flatten(value: Plain, fields: Fields, path: string, into: Map<string, unknown>): void {
  for (const [name, inner] of Object.entries(value)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (isPlain(inner) && !(here in fields)) flatten(inner, fields, here, into);
    else into.set(here, inner);
  }
}

/** What changed, field by field, in the order in which it stands; what the table names is one field. */
export function differences(changes: { before: Plain; after: Plain }, fields: Fields): Difference[] {
  const before = new Map<string, unknown>();
  const after = new Map<string, unknown>();
  flatten(changes.before, fields, '', before);
  flatten(changes.after, fields, '', after);
  return [...new Set([...before.keys(), ...after.keys()])].map((path) => ({
    path,
    before: before.get(path),
    after: after.get(path),
  }));
}

/** So many of a list are told one by one. */
const FEW = 2;

/** What is told of a list: what the other side does not have comes first. */
export function fewOf<T>(list: readonly T[], other: unknown): { told: T[]; more: number } {
  const others = new Set<unknown>(Array.isArray(other) ? other : []);
  const isOld = (one: T) => Number(others.has(one));
  const sorted = [...list].sort((one, another) => isOld(one) - isOld(another));
  // "+1" would be no shorter than what it stands for.
  const told = sorted.slice(0, list.length === FEW + 1 ? list.length : FEW);
  return { told, more: list.length - told.length };
}

/** Things that stand in the changes by their ids only. */
export function idsIn(changed: readonly Difference[], fields: Fields): { type: EntityType; id: string }[] {
  return changed.flatMap(({ path, before, after }) => {
    const field = fields[path];
    const type = field === undefined || field === SILENT ? undefined : field.of;
    const told = [toldOf(before, after), toldOf(after, before)];
    return type === undefined ? [] : told.flatMap(idsOf).map((id) => ({ type, id }));
  });
}

/** Names that nobody will read are not asked for. */
const toldOf = (value: unknown, other: unknown) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? fewOf(value, other).told : value;

const ID = /^[0-9a-f]{24}$/;

/** Every id in a value, however deep; of a map its keys. */
function idsOf(value: unknown): string[] {
  if (typeof value === 'string') return ID.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(idsOf);
  return isPlain(value) ? [...Object.keys(value), ...Object.values(value)].flatMap(idsOf) : [];
}
