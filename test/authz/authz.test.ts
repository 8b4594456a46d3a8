import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type DraftId, DraftModel } from '@common/db/collections/index.js';
import { asTelegramUserId, newId } from '@common/ids.js';
import { AuditLogModel } from '@common/models/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handledVerbs, type Verb } from '../../src/telegram/callback.js';
import { databaseUri, useDatabase } from '../support/mongo.js';
import { type Bench, type Outcome, OWN, openBench } from './bench.js';
import { FINISHES } from './finishes.js';
import { PRINCIPALS, type Principal, TEAM } from './people.js';
import type { Thing } from './things.js';
import { type Row, VERBS } from './verbs.js';

useDatabase();

const ALL = Object.keys(PRINCIPALS) as Principal[];
const OUTSIDERS = ALL.filter((one) => !TEAM.includes(one));
const AUDIT = AuditLogModel.collection.collectionName;
const STALE = 7;

let bench: Bench;
let cases = 0;
/** Which rows worked for whom, so that a matrix of refusals alone is noticed. */
const worked = new Set<string>();

beforeAll(async () => {
  bench = await openBench(databaseUri());
});
afterAll(async () => {
  await bench.telegram.stop();
  console.log(`AuthZ matrix: ${cases} cases`);
});

/** The data of a row's buttons, with the things that they are about. */
function buttonsOf(verb: Verb, { kind, id }: Row): { thing: Thing | null; data(rev: number): string }[] {
  const about = kind === null ? [null] : bench.things.of[kind];
  return about.map((thing) => {
    const named = id ? id(thing?.id ?? '', bench.things) : (thing?.id ?? '');
    return { thing, data: (rev) => `${verb}:${named}:${(thing?.rev ?? 0) + rev}` };
  });
}

const screens = ({ calls }: Outcome) => calls.filter(({ method }) => method !== 'answerCallbackQuery');
const toasts = ({ calls }: Outcome) =>
  calls.flatMap(({ method, payload: { text } }) =>
    method === 'answerCallbackQuery' && text !== undefined ? [text] : [],
  );

/** Nothing was written, and nothing shown but a word. */
function expectNothing(outcome: Outcome, what: string, mayChange: readonly string[] = []): void {
  expect(
    outcome.changed.filter((name) => !mayChange.includes(name)),
    `${what} wrote`,
  ).toEqual([]);
  expect(screens(outcome), `${what} was shown something`).toEqual([]);
}

/** What an action of the policy table came to, as the table says. */
function expectRuling(
  outcome: Outcome,
  {
    action,
    principal,
    thing,
    rev,
  }: { action: string; principal: Principal; thing: Thing | null; rev: number },
  what: string,
): void {
  const { may, why, policy } = bench.ruling(action, principal, thing);
  const { entries } = outcome;
  const done = entries.filter(({ success }) => success);
  const refusals = entries.filter(({ success }) => !success).map(({ refused }) => refused);
  if (!may) {
    expect(
      outcome.changed.filter((name) => name !== AUDIT && !OWN.includes(name)),
      `${what} wrote`,
    ).toEqual([]);
    expect(done, what).toEqual([]);
    expect(new Set(refusals), what).toEqual(new Set([why]));
    return;
  }
  expect(refusals, what).not.toContain('refused-role');
  expect(refusals, what).not.toContain('refused-not-yours');
  for (const entry of done) expect(entry.userId, what).toBe(bench.userIdOf(principal));
  const from: readonly string[] | undefined = policy.from;
  if (rev !== 0 || (from && thing && thing.status !== '' && !from.includes(thing.status)))
    expect(
      done.map((entry) => entry.action),
      what,
    ).toEqual([]);
  if (done.some((entry) => entry.action === action)) worked.add(`${what.split('|')[0]}|${principal}`);
}

async function playTeam(verb: Verb, row: Row, principal: Principal): Promise<void> {
  const { cast, updates } = bench;
  const user = cast.users[principal];
  const isAdmin = principal === 'admin';
  const { does } = row;
  for (const { thing, data } of buttonsOf(verb, row)) {
    for (const rev of does.is === 'acts' && !does.anyRev ? [0, STALE] : [0]) {
      cases++;
      const what = `${verb} ${row.kind ?? ''}|${principal}|${thing?.status ?? ''}|${rev}`;
      const outcome = await bench.play(updates.press(user, data(rev)));
      const may = (mayChange: readonly string[]) =>
        expect(
          outcome.changed.filter((name) => !mayChange.includes(name)),
          `${what} wrote`,
        ).toEqual([]);
      if ((does.is === 'shows' || does.is === 'enters') && does.to === 'admins' && !isAdmin) {
        expectNothing(outcome, what, [AUDIT]);
        expect(outcome.entries, what).toMatchObject([{ success: false, refused: 'refused-role' }]);
      } else if (does.is === 'shows') {
        may([]);
        expect(outcome.calls.length, `${what} was shown nothing`).toBeGreaterThan(0);
      } else if (does.is === 'enters' || does.is === 'leaves') may(OWN);
      else if (does.is === 'tells') may([]);
      else if (does.is === 'consents') expectNothing(outcome, what);
      else if (does.is === 'acts')
        expectRuling(outcome, { action: does.action, principal, thing, rev }, what);
    }
  }
}

async function playOutsider(verb: Verb, row: Row, principal: Principal): Promise<void> {
  const { cast, updates } = bench;
  const { is } = row.does;
  if (is === 'accepts' || (is === 'tells' && row.kind === null)) return;
  const buttons = buttonsOf(verb, row);
  cases += buttons.length;
  const presses = buttons.map(({ data }) => updates.press(cast.users[principal], data(0)));
  const outcome = await bench.play(...presses);
  const what = `${verb} by ${principal} in private`;
  expectNothing(outcome, what, is === 'leaves' ? OWN : []);
  if (principal === 'anonymous admin') expect(toasts(outcome), what).toEqual([]);
  else if (is !== 'tells' && is !== 'consents') {
    expect(toasts(outcome), what).toHaveLength(presses.length);
    for (const text of toasts(outcome)) expect(text, what).toMatch(/private ads manager/);
  }
}

async function playInGroup(verb: Verb, row: Row, principal: Principal): Promise<void> {
  if (row.does.is === 'consents') return;
  const { cast, updates } = bench;
  const buttons = buttonsOf(verb, row);
  cases += buttons.length;
  const presses = buttons.map(({ data }) => updates.press(cast.users[principal], data(0), cast.chats.active));
  expectNothing(await bench.play(...presses), `${verb} by ${principal} in a group`);
}

describe('the matrix of who may do what', () => {
  it('knows every button that something handles', () => {
    expect([...new Set(VERBS.map(([verb]) => verb))].sort()).toEqual([...handledVerbs()].sort());
  });

  it.each(TEAM)(
    'lets the %s do what the policy table says, whatever state things are in',
    async (principal) => {
      for (const [verb, row] of VERBS) await playTeam(verb, row, principal);
    },
  );

  it('lets each action work for somebody who may, at least in one state', () => {
    const expected = VERBS.flatMap(([verb, row]) => {
      const { does, kind } = row;
      if (does.is !== 'acts') return [];
      return TEAM.filter((one) =>
        buttonsOf(verb, row).some(({ thing }) => bench.ruling(does.action, one, thing).may),
      ).map((one) => `${verb} ${kind ?? ''}|${one}`);
    });
    expect([...new Set(expected)].filter((one) => !worked.has(one))).toEqual([]);
  });

  it.each(OUTSIDERS)('gives the %s nothing for any button of the team’s', async (principal) => {
    for (const [verb, row] of VERBS) await playOutsider(verb, row, principal);
  });

  it.each(ALL)('gives the %s nothing for any button of the team’s in a group', async (principal) => {
    for (const [verb, row] of VERBS) await playInGroup(verb, row, principal);
  });

  it('lets nobody consent for a group but its own administrators, and only while that is asked', async () => {
    const { cast, updates } = bench;
    const consents = VERBS.filter(([, { does }]) => does.is === 'consents');
    for (const principal of ALL)
      for (const [verb] of consents)
        for (const [state, chatId] of Object.entries(cast.chats)) {
          cases++;
          const before = updates.press(cast.users[principal], 'consent.adult::0', chatId);
          const press = updates.press(cast.users[principal], `${verb}::0`, chatId);
          const { changed, entries } = await bench.play(...(verb === 'consent.give' ? [before] : []), press);
          const works = principal === 'owner of the group' && state === 'consent';
          const what = `${verb} by ${principal} in a group that is ${state}`;
          expect(entries.length > 0, what).toBe(works);
          // Whoever may decide is told what holds, in a message whose number is remembered.
          if (!works)
            expect(
              changed.filter((name) => !['telegram-groups', 'seen-messages'].includes(name)),
              what,
            ).toEqual([]);
        }
  });

  it('takes whoever has an invitation in, once, and changes nobody who is in already', async () => {
    const { cast, updates, things } = bench;
    for (const principal of ALL) {
      cases += 2;
      const data = `invite.accept:${things.token}:0`;
      const inGroup = await bench.play(updates.press(cast.users[principal], data, cast.chats.active));
      expectNothing(inGroup, `an invitation in a group by ${principal}`);
      const { entries } = await bench.play(updates.press(cast.users[principal], data));
      const joins = ['stranger', 'removed', 'member of the group', 'owner of the group'].includes(principal);
      expect(entries.filter(({ action }) => action === 'team.join').length, principal).toBe(joins ? 1 : 0);
    }
  });
});

describe('commands', () => {
  const COMMANDS: Record<string, string | null> = {
    start: null,
    help: null,
    cancel: null,
    stop: 'settings.stop',
    resume: 'settings.resume',
  };

  it('are all known', async () => {
    const src = resolve(import.meta.dirname, '../../src/features');
    const files = (await readdir(src, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const texts = await Promise.all(files.map((name) => readFile(join(src, name), 'utf8')));
    const found = texts
      .flatMap((text) => [...text.matchAll(/\.command\((\[[^\]]*\]|'\w+')/g)].map(([, names = '']) => names))
      .flatMap((names) => [...names.matchAll(/'(\w+)'/g)].map(([, name]) => name));
    expect([...new Set(found)].sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  it.each(ALL)('do for the %s what the policy table says, and nothing in groups', async (principal) => {
    const { cast, updates } = bench;
    const user = cast.users[principal];
    for (const [command, action] of Object.entries(COMMANDS)) {
      for (const text of [
        `/${command}`,
        `/${command}@herald_bot`,
        `/${command} x_y`,
        `/${command} c_${'A'.repeat(43)}`,
      ]) {
        cases += 2;
        const what = `${text} by ${principal}`;
        const inGroup = await bench.play(updates.says(user, text, cast.chats.left));
        expectNothing(inGroup, what, ['telegram-groups']);
        const outcome = await bench.play(updates.says(user, text));
        if (!TEAM.includes(principal) || !action) {
          expect(
            outcome.changed.filter((name) => !OWN.includes(name)),
            what,
          ).toEqual([]);
          if (!TEAM.includes(principal))
            for (const { payload } of screens(outcome))
              expect(payload['text'], what).toMatch(/private ads manager|not valid any more/);
        } else expectRuling(outcome, { action, principal, thing: null, rev: 0 }, `${what}|`);
      }
    }
  });
});

describe('dialogs', () => {
  /** Puts somebody at a step of a dialog; answers the data of a button there. */
  async function putsAt(
    principal: Principal,
    dialog: string,
    step: string,
    answers = {},
  ): Promise<(value: string) => string> {
    const _id = newId<DraftId>();
    await DraftModel.create({
      _id,
      telegramId: asTelegramUserId(bench.cast.users[principal].id),
      dialog,
      step,
      answers,
      targetId: newId(),
      screen: null,
      complaint: null,
    });
    return (value) => `d:${_id.slice(-8)}:${step}:${value}`;
  }

  it('are all known', () => {
    expect(FINISHES.map(({ dialog }) => dialog).sort()).toEqual(
      bench.rooms.dialogs.map(({ id }) => id).sort(),
    );
  });

  it('do nothing at any step for whoever is not on the team any more, nor in groups, nor for another', async () => {
    const { cast, updates } = bench;
    for (const { id: dialog, steps } of bench.rooms.dialogs)
      for (const { id: step } of steps)
        for (const principal of ALL) {
          cases += 3;
          const data = (await putsAt(principal, dialog, step))('save');
          const isTeam = TEAM.includes(principal);
          const other = principal === 'admin' ? "operator, another's" : 'admin';
          const user = cast.users[principal];
          const outcome = await bench.play(
            updates.press(user, data, cast.chats.active),
            updates.says(user, 'Hello', cast.chats.left),
            updates.press(cast.users[other], data),
            ...(isTeam ? [] : [updates.press(user, data), updates.says(user, 'Hello')]),
          );
          const may = ['drafts', 'telegram-groups'];
          expect(
            outcome.changed.filter((name) => !may.includes(name)),
            `${dialog} ${step} ${principal}`,
          ).toEqual([]);
        }
  });

  it.each(TEAM)('end for the %s as the policy table says', async (principal) => {
    const { cast, updates } = bench;
    const reached = new Set<string>();
    for (const { dialog, step, press, looks, action, kind, answers } of FINISHES)
      for (const thing of kind === null ? [null] : bench.things.of[kind]) {
        cases++;
        const data = await putsAt(principal, dialog, step, answers(thing?.id ?? '', bench.things));
        // The first finds the dialog again, whose conversation is not there.
        const answer = () =>
          press === null
            ? updates.says(cast.users[principal], 'Autumn')
            : updates.press(cast.users[principal], data(press));
        const outcome = await bench.play(answer(), answer());
        const what = `${dialog}|${principal}|${thing?.status ?? ''}`;
        expectRuling(outcome, { action, principal, thing, rev: 0 }, what);
        if (looks || outcome.entries.length > 0) reached.add(dialog);
      }
    expect(FINISHES.map(({ dialog }) => dialog).filter((one) => !reached.has(one))).toEqual([]);
  });
});
