import { ConversationModel, DraftModel } from '@common/db/collections/index.js';
import { asTelegramUserId } from '@common/ids.js';
import { UserModel } from '@common/models/index.js';
import { describe, expect, it } from 'vitest';
import type { Entry, Standing } from './bench.js';
import { OWN } from './bench.js';
import { AUDIT, expectOnly, expectRuling, playsMatrix, screens } from './expectations.js';
import { FINISHES } from './finishes.js';
import { ALL, type Principal, TEAM } from './people.js';
import { isAsked, putsAt, thingOf } from './standing.js';

const matrix = playsMatrix('dialogs');

/** Every step of every dialog. */
function steps(): { dialog: string; step: string }[] {
  return matrix.bench.rooms.dialogs.flatMap(({ id: dialog, steps: all }) =>
    all.map(({ id: step }) => ({ dialog, step })),
  );
}

describe('dialogs', () => {
  it('are all known', () => {
    expect(FINISHES.map(({ dialog }) => dialog).sort()).toEqual(
      matrix.bench.rooms.dialogs.map(({ id }) => id).sort(),
    );
  });

  it('do nothing at any step for whoever is not on the team any more, nor in groups, nor for another', async () => {
    const { cast, updates, play } = matrix.bench;
    for (const { dialog, step } of steps())
      for (const principal of ALL) {
        const data = (await putsAt(matrix.bench, principal, { dialog, step }))('save');
        const other = principal === 'admin' ? "operator, another's" : 'admin';
        const user = cast.users[principal];
        const batch = [
          updates.press(user, data, cast.chats.active),
          updates.says(user, 'Hello', cast.chats.left),
          updates.press(cast.users[other], data),
        ];
        if (!TEAM.includes(principal)) batch.push(updates.press(user, data), updates.says(user, 'Hello'));
        matrix.cases += batch.length;
        const { changed } = await play(...batch);
        // The draft is ours.
        expectOnly(['drafts', 'telegram-groups'], changed, `${dialog} ${step} ${principal}`);
      }
  });

  it.each(TEAM)('end for the %s as the policy table says', async (principal) => {
    const { bench } = matrix;
    const { cast, updates, things, play } = bench;
    const reached = new Set<string>();
    for (const { dialog, step, press, looks, action, kind, answers } of FINISHES)
      for (const thing of kind === null ? [null] : things.of[kind]) {
        matrix.cases++;
        const given = answers(thing?.id ?? '', things);
        const data = await putsAt(bench, principal, { dialog, step, answers: given });
        // The first finds the dialog again, whose conversation is not there.
        const answer = () =>
          press === null
            ? updates.says(cast.users[principal], 'Autumn')
            : updates.press(cast.users[principal], data(press));
        const outcome = await play(answer(), answer());
        const what = `${dialog}|${principal}|${thing?.status ?? ''}`;
        expectRuling(bench, outcome, { action, principal, thing, rev: 0 }, what);
        if (looks || outcome.entries.length > 0) reached.add(dialog);
      }
    expect(FINISHES.map(({ dialog }) => dialog).filter((one) => !reached.has(one))).toEqual([]);
  });
});

interface Change {
  principal: Principal;
  becomes: { status: 'disabled' | 'removed' } | { role: 'operator' };
  /** The button by which another admin does it. */
  verb: string;
}

/** How somebody is no more who they were when they were asked. */
const CHANGES: readonly Change[] = [
  { principal: 'operator, own', becomes: { status: 'disabled' }, verb: 'team.disable' },
  { principal: 'operator, own', becomes: { status: 'removed' }, verb: 'team.remove' },
  { principal: 'admin', becomes: { status: 'disabled' }, verb: 'team.disable' },
  { principal: 'admin', becomes: { status: 'removed' }, verb: 'team.remove' },
  { principal: 'admin', becomes: { role: 'operator' }, verb: 'team.operator' },
];
const named = CHANGES.map((one) => [one.principal, Object.values(one.becomes).join(), one] as const);

describe('between two steps of a dialog', () => {
  const rowOf = (principal: Principal) => ({
    telegramId: asTelegramUserId(matrix.bench.cast.users[principal].id),
  });

  /** Whoever is out is a stranger: they get the sentence for strangers or nothing, and nothing is written. */
  function expectOut({ written, calls }: Standing, what: string, mayWrite: readonly string[]): void {
    expectOnly(mayWrite, written, what);
    for (const { payload } of screens({ calls }))
      expect(payload['text'], what).toMatch(/private ads manager/);
  }

  /** What an operator may do to what is not theirs. */
  const isOperators = (action: string, dialog: string) =>
    matrix.bench.ruling(action, "operator, another's", thingOf(matrix.bench, dialog)).may;

  function expectOperators(dialog: string, changed: readonly string[], entries: readonly Entry[]): void {
    const done = entries.filter(({ success }) => success).map(({ action }) => action);
    expect(
      done.filter((action) => !isOperators(action, dialog)),
      dialog,
    ).toEqual([]);
    const end = FINISHES.find((one) => one.dialog === dialog)?.action ?? '';
    if (!isOperators(end, dialog)) expectOnly(['users', AUDIT, ...OWN], changed, dialog);
  }

  it.each(named)('%s, who is %s, is so at once, whatever comes next', async (principal, _, { becomes }) => {
    const { goOn, look } = matrix.bench;
    for (const at of steps()) {
      const what = `${at.dialog} ${at.step}`;
      const { changed, entries } = await look(async () => {
        const asked = await isAsked(matrix.bench, principal, at);
        await UserModel.collection.updateOne(rowOf(principal), { $set: becomes });
        for (const answer of asked.answers()) {
          matrix.cases++;
          await asked.again();
          const came = await goOn(answer);
          // The conversation ends; what was answered is not even looked at.
          if ('status' in becomes) expectOut(came, what, ['conversations']);
        }
      });
      if ('role' in becomes) expectOperators(at.dialog, changed, entries);
    }
  });

  it.each(named)('%s, who is %s by an admin’s press, is out of the dialog', async (principal, _, change) => {
    const { cast, updates, goOn, look, userIdOf } = matrix.bench;
    const { becomes, verb } = change;
    for (const at of steps()) {
      const what = `${at.dialog} ${at.step}`;
      await look(async () => {
        const asked = await isAsked(matrix.bench, principal, at);
        const boss = principal === 'admin' ? 'disabled' : 'admin';
        await UserModel.collection.updateOne(rowOf(boss), { $set: { status: 'active' } });
        await goOn(updates.press(cast.users[boss], `${verb}:${userIdOf(principal)}:0`));
        expect(await UserModel.findOne(rowOf(principal)).lean(), what).toMatchObject(becomes);
        expect(await DraftModel.countDocuments(rowOf(principal)), what).toBe(0);
        expect(await ConversationModel.countDocuments({ state: { $ne: null } }), what).toBe(0);
        const answers = asked.answers();
        matrix.cases += answers.length;
        const came = await goOn(...answers);
        // To an operator words outside of dialogs are a new creative.
        if ('status' in becomes) expectOut(came, what, []);
        else expectOnly(OWN, came.written, what);
      });
    }
  });
});
