import { NAME_MAX } from '@common/bounds.js';
import type { Message } from '@common/i18n/index.js';

/** Whether there is anything to see: a name of blanks could be neither read nor tapped. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Reads a name as people type it, in any script, on one line; undefined is what was sent without words. */
export function readName(typed: string | undefined): { name: string } | { complain: Message } {
  const name = typed?.trim().replace(/\s+/g, ' ') ?? '';
  if (!VISIBLE.test(name)) return { complain: { key: 'expects-name' } };
  if (name.length <= NAME_MAX) return { name };
  return { complain: { key: 'name-too-long', args: { length: name.length, max: NAME_MAX } } };
}
