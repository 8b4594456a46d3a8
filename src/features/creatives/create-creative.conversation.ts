import { t } from '@common/i18n/index.js';
import { type CreativeId, isId } from '@common/ids.js';
import type { CreativeVersion, UrlButton } from '@common/models/index.js';
import { done, isRefused } from '@common/outcome.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step } from '../../telegram/dialog/dialog.js';
import { readName } from '../../telegram/dialog/read-name.js';
import type { Screen } from '../../telegram/screen.js';
import { problemOfLength } from './compose.rules.js';
import { readButtons, suggestName } from './content.rules.js';
import type { CreativeService } from './creative.service.js';
import { beginContent, type ContentAnswers, joinAlbum, losesCaptions } from './incoming-content.js';

export interface Answers extends ContentAnswers {
  buttons: UrlButton[][];
  name: string;
}

interface DialogDeps {
  creatives: CreativeService;
  /** The longest label that may be added. */
  label(): Promise<string>;
  /** Sends the message exactly as it will stand in a group. */
  preview(chatId: number, version: Omit<CreativeVersion, 'createdAt'>): Promise<void>;
  /** The finished creative's card. */
  card(id: CreativeId, actor: Parameters<AnyDialog['finish']>[0]['actor']): Promise<Screen>;
}

const answersSchema = z.object({
  content: z.custom<Answers['content']>((value) => typeof value === 'object' && value !== null).optional(),
  buttons: z.array(z.array(z.object({ text: z.string(), url: z.string() }))).optional(),
  name: z.string().optional(),
  album: z.string().optional(),
  items: z.custom<Answers['items']>(Array.isArray).optional(),
});

const plain = (text: string, rows: Awaited<ReturnType<Step<Answers>['ask']>>['rows'] = []) => ({
  body: { text },
  rows,
});

function versionOf(answers: Partial<Answers>): Omit<CreativeVersion, 'createdAt'> {
  const content = answers.content ?? { text: '', entities: [], media: [], buttons: [] };
  return { ...content, buttons: answers.buttons ?? content.buttons };
}

function contentStep({ label }: DialogDeps): Step<Answers> {
  return {
    id: 'content',
    ask: async ({ actor }) => plain(t(actor.locale, 'creative-ask-content')),
    async take(input) {
      if (input.kind === 'press') return { ignore: true };
      const begun = beginContent(input.message, await label());
      return 'complain' in begun ? begun : { next: begun.answers };
    },
  };
}

/** An album carries no buttons: its links stand in its text. */
function buttonsStep({ label }: DialogDeps): Step<Answers> {
  return {
    id: 'buttons',
    ask: async ({ actor: { locale }, answers }) => {
      const kind = answers.album ? 'links' : 'buttons';
      const count = versionOf(answers).buttons.flat().length;
      const skip =
        count > 0 ? t(locale, `creative-keep-${kind}`, { count }) : t(locale, `creative-no-${kind}`);
      const lost = losesCaptions(answers) ? [t(locale, 'creative-album-captions')] : [];
      return plain([...lost, t(locale, `creative-ask-${kind}`)].join('\n\n'), [
        [{ text: skip, value: 'skip' }],
      ]);
    },
    async take(input, { answers }) {
      if (input.kind === 'press') return { next: { buttons: versionOf(answers).buttons } };
      const read = readButtons(input.message.text ?? '');
      if ('complain' in read) return read;
      if (read.rows.length === 0) return { complain: { key: 'creative-expects-buttons' } };
      const problem = problemOfLength({ ...versionOf(answers), buttons: read.rows }, await label());
      return problem ? { complain: problem } : { next: { buttons: read.rows } };
    },
  };
}

const nameStep: Step<Answers> = {
  id: 'name',
  ask: async ({ actor: { locale }, answers }) => {
    const suggested = suggestName(versionOf(answers));
    return plain(
      t(locale, 'creative-ask-name'),
      suggested ? [[{ text: suggested, value: 'suggested' }]] : [],
    );
  },
  async take(input, { answers }) {
    const typed = input.kind === 'press' ? suggestName(versionOf(answers)) : input.message.text;
    const read = readName(typed);
    return 'name' in read ? { next: read } : read;
  },
};

function previewStep({ preview }: DialogDeps): Step<Answers> {
  return {
    id: 'preview',
    ask: async ({ actor: { locale }, answers }) => ({
      ...plain(t(locale, 'creative-ask-save', { name: answers.name ?? '' }), [
        [{ text: t(locale, 'creative-save'), value: 'save' }],
      ]),
      before: (chatId) => preview(chatId, versionOf(answers)),
    }),
    take: async (input) => (input.kind === 'press' ? { next: {} } : { complain: { key: 'expects-button' } }),
  };
}

/** The items of an album come one by one, some of them when other things are asked already. */
function gathering(step: Step<Answers>, { label }: DialogDeps): Step<Answers> {
  return {
    ...step,
    async take(input, scene) {
      const more = input.kind === 'message' && joinAlbum(input.message, scene.answers, await label());
      if (!more) return step.take(input, scene);
      // What is shown is the album itself.
      return step.id === 'preview' && 'ignore' in more && more.note ? { stay: more.note } : more;
    },
  };
}

/** From a picture, video, album or text to a creative: what it says, its buttons, its name, and how it will look. */
export function createCreativeDialog(deps: DialogDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'create-creative',
    title: { key: 'creative-new' },
    answers: answersSchema as unknown as z.ZodType<Partial<Answers>>,
    steps: [contentStep(deps), buttonsStep(deps), nameStep, previewStep(deps)].map((step) =>
      gathering(step, deps),
    ),
    async finish({ actor, answers, targetId }) {
      if (!isId<CreativeId>(targetId)) throw new Error('a draft without an id for its creative');
      const name = answers.name ?? '';
      const outcome = await deps.creatives.create(actor, { id: targetId, name, content: versionOf(answers) });
      return isRefused(outcome) ? outcome : done(await deps.card(targetId, actor));
    },
  });
}
