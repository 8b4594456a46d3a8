import { NAME_MAX } from '@common/bounds.js';
import type { Message } from '@common/i18n/index.js';

/** Reads a name as people type it, in any script; undefined is what was sent without words. */
export function readName(typed: string | undefined): { name: string } | { complain: Message } {
  const name = typed?.trim() ?? '';
  if (name.length === 0) return { complain: { key: 'expects-name' } };
  if (name.length <= NAME_MAX) return { name };
  return { complain: { key: 'name-too-long', args: { length: name.length, max: NAME_MAX } } };
}
