import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import { refuse } from '@common/outcome.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog } from '../../telegram/dialog/dialog.js';
import type { Screen } from '../../telegram/screen.js';
import { wordFor } from './audit-filter.js';

const answersSchema = z.object({ word: z.string().optional() });

/** One question: what to look for. */
export function createSearchDialog(
  screen: (actor: Actor, word: string) => Promise<Screen | null>,
): AnyDialog {
  return defineDialog<{ word: string }>({
    id: 'audit-search',
    title: { key: 'audit-search' },
    answers: answersSchema as z.ZodType<Partial<{ word: string }>>,
    steps: [
      {
        id: 'word',
        ask: async ({ actor: { locale } }) => ({ body: { text: t(locale, 'audit-ask-word') }, rows: [] }),
        async take(input) {
          const word = input.kind === 'message' ? wordFor(input.message.text ?? '') : '';
          return word === '' ? { complain: { key: 'audit-ask-word' } } : { next: { word } };
        },
      },
    ],
    async finish({ actor, answers: { word = '' } }) {
      const found = await screen(actor, word);
      return found ? { ok: found } : refuse({ key: 'refused-role' });
    },
  });
}
