import type { Creative, CreativeVersion } from '@common/models/index.js';
import { asIs, asMoment, asName, asPlace, asWord, type Fields } from '../audit/index.js';

/** "Hello there · 📎 2 · [Play]" */
function versionText({ text, media, buttons }: CreativeVersion): string {
  const keys = buttons.flat().map((one) => `[${one.text}]`);
  return [...(text === '' ? [] : [text]), ...(media.length > 0 ? [`📎 ${media.length}`] : []), ...keys].join(
    ' · ',
  );
}

/** How the audit log tells what changed of a creative. */
export const creativeFields = {
  name: asIs('field-name'),
  type: asWord('field-type', (one: Creative['type']) => `creative-type-${one}`),
  versions: {
    name: 'field-versions',
    say: (value) => versionText((value as CreativeVersion[]).at(-1) as CreativeVersion),
  },
  languages: asPlace('field-languages', 'language'),
  tags: asIs('field-tags'),
  status: asWord('field-status', (one: Creative['status']) => `creative-status-${one}`),
  takenDownAt: asMoment('field-takenDownAt'),
  createdBy: asName('field-createdBy', 'user'),
} as const satisfies Fields;
