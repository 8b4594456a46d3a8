import type { Actor } from '@common/actor.js';
import { type Message, say } from '@common/i18n/index.js';
import type { Outcome } from '@common/outcome.js';
import { z } from 'zod';
import type { Screen } from '../screen.js';
import { type AnyDialog, defineDialog } from './dialog.js';

const answersSchema = z.object({
  thingId: z.string().optional(),
  thingRev: z.number().optional(),
  list: z.array(z.string()).optional(),
});
type Answers = { thingId: string; thingRev: number; list: string[] };

interface TypedListOptions {
  id: string;
  title: Message;
  ask: Message;
  /** The button that empties the list. */
  none: Message;
  read(text: string): { list: string[] } | { complain: Message };
  finish(actor: Actor, thing: { id: string; rev: number; list: string[] }): Promise<Outcome<Screen>>;
}

/** A dialog of one question, whose answer is typed and becomes a list that a thing has. */
export function typedListDialog({ id, title, ask, none, read, finish }: TypedListOptions): AnyDialog {
  return defineDialog<Answers>({
    id,
    title,
    answers: answersSchema as z.ZodType<Partial<Answers>>,
    steps: [
      {
        id: 'list',
        ask: async ({ actor: { locale } }) => ({
          body: { text: say(locale, ask) },
          rows: [[{ text: say(locale, none), value: 'none' }]],
        }),
        async take(input) {
          if (input.kind === 'press') return { next: { list: [] } };
          const answer = read(input.message.text ?? '');
          return 'list' in answer ? { next: { list: answer.list } } : answer;
        },
      },
    ],
    finish: ({ actor, answers: { thingId = '', thingRev = 0, list = [] } }) =>
      finish(actor, { id: thingId, rev: thingRev, list }),
  });
}
