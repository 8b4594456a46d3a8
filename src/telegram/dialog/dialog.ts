import type { Actor } from '@common/actor.js';
import type { Message } from '@common/i18n/index.js';
import type { Outcome } from '@common/outcome.js';
import type { Message as TelegramMessage } from 'grammy/types';
import type { z } from 'zod';
import type { Button, RichText, Screen } from '../screen.js';

/** What a person answered: typed or sent, or pressed (the value that the step gave the button). */
export type DialogInput = { kind: 'message'; message: TelegramMessage } | { kind: 'press'; value: string };

/** All that a step may know. Answers are partial: only the steps before have certainly been taken. */
export interface Scene<Answers> {
  actor: Actor;
  answers: Partial<Answers>;
  /** The id that the thing being made will have: finishing twice makes it once. */
  targetId: string;
}

/** What a step makes of an input. */
export type Verdict<Answers> =
  /** The step is answered; on to the next. */
  | { next: Partial<Answers> }
  /** Something was chosen, turned or paged; the same step is asked again. */
  | { stay: Partial<Answers> }
  /** The input does not fit: why, and what does. Nothing that was typed before is lost; `at`: the step to go back to. */
  | { complain: Message; note?: Partial<Answers>; at?: string }
  /** The input is no answer, and nothing has to be said to it. */
  | { ignore: true; note?: Partial<Answers> };

/** What a step shows: its question, and buttons whose values come back as presses. */
export interface Question {
  body: RichText;
  rows: (Button | { text: string; value: string })[][];
  /** Sends something of its own before the question, e.g. the exact message as a preview. */
  before?: (chatId: number) => Promise<void>;
}

export interface Step<Answers> {
  /** At most 12 letters: it travels in every button. */
  id: string;
  /** Whether the answers so far make this step superfluous. */
  skip?(answers: Partial<Answers>): boolean;
  ask(scene: Scene<Answers>): Promise<Question>;
  take(input: DialogInput, scene: Scene<Answers>): Promise<Verdict<Answers>>;
}

/**
 * A conversation of several questions about one thing. Its answers live in a draft in the database: they survive
 * Back, a restart in the middle, and an upgrade that changes the steps.
 */
export interface Dialog<Answers> {
  id: string;
  title: Message;
  /** What a stored draft must look like; one that does not (an older version's) starts empty. */
  answers: z.ZodType<Partial<Answers>>;
  steps: readonly Step<Answers>[];
  /** Does what the answers say and shows the result; refused, the last step is asked again with the reason. */
  finish(scene: Scene<Answers>): Promise<Outcome<Screen>>;
}

/** A dialog whose answers are nobody's business but its own. */
export type AnyDialog = Dialog<Record<string, unknown>>;

/**
 * Forgets the type of a dialog's answers, so that dialogs of all kinds fit one list. Safe because answers are read
 * through the dialog's own schema each time.
 */
export function defineDialog<Answers extends object>(dialog: Dialog<Answers>): AnyDialog {
  return dialog as unknown as AnyDialog;
}
