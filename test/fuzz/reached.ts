import { DraftModel } from '@common/db/collections/index.js';
import { t } from '@common/i18n/index.js';
import type { Update } from 'grammy/types';
import { handledVerbs, readPress } from '../../src/telegram/callback.js';
import type { Bench, Standing } from '../authz/bench.js';
import { nameOf } from './belongings.js';
import type { Change } from './pictures.js';

/** Said to whoever presses what leads nowhere, or what is not theirs to see. */
const NOWHERE: readonly unknown[] = [undefined, t('en', 'stale-button'), t('en', 'stranger')];
const DRAFTS = nameOf(DraftModel);

/** How deep updates go: which buttons had their handler do something, and which steps of dialogs were asked. */
export function createReached({ rooms }: Bench) {
  const verbs: Set<string> = new Set(handledVerbs());
  const steps = new Set(
    rooms.dialogs.flatMap(({ id: dialog, steps: all }) => all.map(({ id: step }) => `${dialog} ${step}`)),
  );
  const all = { verbs: verbs.size, steps: steps.size };

  function press({ callback_query: query }: Update, { calls }: Standing): void {
    const data = query?.data ?? '';
    const [verb = ''] = data.split(':');
    const isDone = calls.some(
      ({ method, payload }) => method !== 'answerCallbackQuery' || !NOWHERE.includes(payload['text']),
    );
    if (isDone && verbs.has(verb) && readPress(verb as `${string}.${string}`, data)) verbs.delete(verb);
  }

  return {
    sees(update: Update, standing: Standing, changes: readonly Change[]): void {
      press(update, standing);
      for (const { collection, after } of changes)
        if (collection === DRAFTS && after?.['screen']) steps.delete(`${after['dialog']} ${after['step']}`);
    },
    figures: () => ({
      verbs: `${all.verbs - verbs.size} of ${all.verbs}`,
      steps: `${all.steps - steps.size} of ${all.steps}`,
      unreached: [...verbs, ...steps].sort(),
    }),
  };
}
