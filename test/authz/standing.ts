import { ConversationModel, type DraftId, DraftModel } from '@common/db/collections/index.js';
import { asTelegramUserId, newId } from '@common/ids.js';
import type { Update } from 'grammy/types';
import { expect } from 'vitest';
import type { MadeCall } from '../support/assembled.js';
import type { Bench } from './bench.js';
import { FINISHES } from './finishes.js';
import type { Principal } from './people.js';
import type { Thing } from './things.js';

const DAILY = { repeat: 'daily', rule: JSON.stringify({ kind: 'daily', times: ['18:00'] }) };

/** What the answers for the last step have otherwise where those would make a step superfluous. */
export const OTHERWISE: Record<string, Record<string, unknown>> = {
  'schedule-campaign campaign': { given: false },
  'schedule-campaign repeat': DAILY,
  'schedule-campaign until': DAILY,
};

/** Puts somebody at a step of a dialog; answers the data of a button there. */
export async function putsAt(
  { cast }: Bench,
  principal: Principal,
  { dialog, step, answers = {} }: { dialog: string; step: string; answers?: Record<string, unknown> },
): Promise<(value: string) => string> {
  const _id = newId<DraftId>();
  await DraftModel.create({
    _id,
    telegramId: asTelegramUserId(cast.users[principal].id),
    dialog,
    step,
    answers,
    targetId: newId(),
    screen: null,
    complaint: null,
  });
  return (value) => `d:${_id.slice(-8)}:${step}:${value}`;
}

/** A thing that a dialog can be about, in a state in which there is something to do with it. */
export function thingOf({ things }: Bench, dialog: string): Thing | null {
  const kind = FINISHES.find((one) => one.dialog === dialog)?.kind ?? null;
  if (kind === null) return null;
  const [first = null] = things.of[kind];
  return things.of[kind].find(({ status }) => status === 'active') ?? first;
}

/** The data of the buttons that were drawn by these calls. */
export function drawnBy(calls: readonly MadeCall[]): string[] {
  return calls.flatMap(({ payload }) => {
    const markup = payload['reply_markup'] as
      | { inline_keyboard?: { callback_data?: string }[][] }
      | undefined;
    return markup?.inline_keyboard?.flat().flatMap(({ callback_data = [] }) => callback_data) ?? [];
  });
}

/** Somebody who was just asked something. */
export interface Asked {
  /** Everything that they could answer: what is drawn, and words. */
  answers(): Update[];
  /** Lets them wait for the answer again, whatever has become of the dialog. */
  again(): Promise<void>;
}

/** Puts somebody at a step of a dialog, with all that was answered before, and has Herald ask its question. */
export async function isAsked(
  bench: Bench,
  principal: Principal,
  { dialog, step }: { dialog: string; step: string },
): Promise<Asked> {
  const { cast, things, updates, goOn } = bench;
  const user = cast.users[principal];
  const end = FINISHES.find((one) => one.dialog === dialog);
  const answers = {
    ...end?.answers(thingOf(bench, dialog)?.id ?? '', things),
    ...OTHERWISE[`${dialog} ${step}`],
  };
  const data = await putsAt(bench, principal, { dialog, step, answers });
  // Herald finds the dialog again, whose conversation is not there.
  const { calls } = await goOn(updates.says(user, 'Hello'));
  const drawn = drawnBy(calls);
  expect(drawn, `${dialog} ${step} does not ask ${principal}`).toContain(data('cancel'));

  const rows = [ConversationModel, DraftModel].map(({ collection }) => collection);
  const filters = [{ _id: user.id }, { telegramId: user.id }];
  const kept = await Promise.all(rows.map((row, n) => row.findOne(filters[n] as never)));
  return {
    answers: () => [...drawn.map((one) => updates.press(user, one)), updates.says(user, 'Autumn')],
    async again() {
      for (const [n, row] of rows.entries())
        await row.replaceOne(filters[n] as never, kept[n] as never, { upsert: true });
    },
  };
}
