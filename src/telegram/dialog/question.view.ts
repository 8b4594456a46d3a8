import { type Locale, t } from '@common/i18n/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import type { Button, Screen } from '../screen.js';
import type { Question } from './dialog.js';

const PREFIX = 'd';

interface QuestionView {
  locale: Locale;
  title: string;
  position: { step: number; of: number };
  complaint: string | null;
  question: Question;
  draftId: string;
  stepId: string;
}

/** The draft's last eight digits tell its buttons from those of a dialog that is over. */
function shortId(draftId: string): string {
  return draftId.slice(-8);
}

/** Reads a press of a dialog's button; undefined when it belongs to another dialog or to none. */
export function readDialogPress(data: string, draftId: string): { step: string; value: string } | undefined {
  const [prefix, short, step, ...value] = data.split(':');
  if (prefix !== PREFIX || short !== shortId(draftId) || step === undefined) return undefined;
  return { step, value: value.join(':') };
}

/** A question as a message: why the last input did not fit, the title with the step's number, the question. */
export function questionScreen(view: QuestionView): Screen {
  const { locale, title, position, complaint, question } = view;
  const place = (value: string) => `${PREFIX}:${shortId(view.draftId)}:${view.stepId}:${value}`;
  const rows = question.rows.map((row) =>
    row.map(
      (button): Button =>
        'value' in button ? { text: button.text, callback_data: place(button.value) } : button,
    ),
  );
  const last: Button[] = [{ text: t(locale, 'cancel'), callback_data: place('cancel') }];
  if (position.step > 1) last.unshift({ text: t(locale, 'back'), callback_data: place('back') });
  const head = FormattedString.bold(t(locale, 'dialog-head', { title, ...position }));
  const warning = complaint ? `⚠️ ${complaint}\n\n` : '';
  const asked = new FormattedString(question.body.text, question.body.entities ?? []);
  return { body: FormattedString.join([warning, head, '\n\n', asked]), rows: [...rows, last] };
}
