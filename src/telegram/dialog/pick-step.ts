import { type Message, say, t } from '@common/i18n/index.js';
import { type Page, pageOf, pagerRow } from '../pager.js';
import type { Question, Scene, Step, Verdict } from './dialog.js';

/** Something that can be picked from a list. */
export interface Choice {
  id: string;
  label: string;
  /** Why it can't be picked, told when it is tried. */
  problem?: Message | null;
}

interface PickOptions<Answers> {
  id: string;
  skip?: Step<Answers>['skip'];
  ask: Message;
  /** Said when there is nothing to pick from. */
  empty: Message;
  choices(scene: Scene<Answers>): Promise<Choice[]>;
  /** The page that is open; part of the answers, so that it survives like them. */
  page(answers: Partial<Answers>): number;
  turn(page: number): Partial<Answers>;
  picked(answers: Partial<Answers>): readonly string[];
  /** One choice answers the step; several are gathered until Next. */
  single?: (id: string) => Partial<Answers>;
  toggle?: (ids: string[]) => Partial<Answers>;
  /** What a typed text means here; without it the step wants a press. */
  typed?: (text: string, scene: Scene<Answers>) => Promise<Verdict<Answers>>;
}

function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}

/** A step that shows a list in pages: one tap picks one, or turns several on and off until Next. */
export function pickStep<Answers>(options: PickOptions<Answers>): Step<Answers> {
  const { picked, single, toggle } = options;

  function rowsOf(scene: Scene<Answers>, page: Page<Choice>): Question['rows'] {
    const chosen = picked(scene.answers);
    const mark = ({ id, problem }: Choice) =>
      problem ? '⛔ ' : single ? '' : chosen.includes(id) ? '✅ ' : '☑️ ';
    const rows: Question['rows'] = page.items.map((choice) => [
      { text: `${mark(choice)}${choice.label}`, value: choice.id },
    ]);
    const pager = pagerRow(page, (to) => `p${to}`).map(({ text, callback_data }) => ({
      text,
      value: callback_data,
    }));
    if (pager.length > 0) rows.push(pager);
    if (!single && chosen.length > 0)
      rows.push([{ text: t(scene.actor.locale, 'dialog-next', { count: chosen.length }), value: 'next' }]);
    return rows;
  }

  function press(value: string, scene: Scene<Answers>, choices: readonly Choice[]): Verdict<Answers> {
    const turned = /^p(\d+)$/.exec(value);
    if (turned) return { stay: options.turn(Number(turned[1])) };
    const chosen = picked(scene.answers);
    if (value === 'next') return chosen.length > 0 ? { next: {} } : { complain: { key: 'dialog-pick-one' } };
    const choice = choices.find(({ id }) => id === value);
    if (!choice) return { complain: { key: 'refused-gone' } };
    if (choice.problem) return { complain: choice.problem };
    if (single) return { next: single(choice.id) };
    return { stay: toggle?.(toggled(chosen, choice.id)) ?? {} };
  }

  return {
    id: options.id,
    ...(options.skip && { skip: options.skip }),
    async ask(scene) {
      const choices = await options.choices(scene);
      const text = say(scene.actor.locale, choices.length > 0 ? options.ask : options.empty);
      return { body: { text }, rows: rowsOf(scene, pageOf(choices, options.page(scene.answers))) };
    },
    async take(input, scene) {
      if (input.kind === 'press') return press(input.value, scene, await options.choices(scene));
      const text = input.message.text?.trim();
      return options.typed && text ? options.typed(text, scene) : { complain: { key: 'expects-button' } };
    },
  };
}
