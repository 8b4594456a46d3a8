import { describe, expect, it } from 'vitest';
import { handledVerbs, type Verb } from '../../src/telegram/callback.js';
import { OWN } from './bench.js';
import { AUDIT, expectNothing, expectOnly, expectRuling, playsMatrix, toasts } from './expectations.js';
import { ALL, OUTSIDERS, type Principal, TEAM } from './people.js';
import type { Thing } from './things.js';
import { type Row, VERBS } from './verbs.js';

const STALE = 7;

const matrix = playsMatrix('buttons');
/** Which rows worked for whom, so that a matrix of refusals alone is noticed. */
const worked = new Set<string>();

/** The data of a row's buttons, with the things that they are about. */
function buttonsOf(verb: Verb, { kind, id }: Row): { thing: Thing | null; data(rev: number): string }[] {
  const about = kind === null ? [null] : matrix.bench.things.of[kind];
  return about.map((thing) => {
    const named = id ? id(thing?.id ?? '', matrix.bench.things) : (thing?.id ?? '');
    return { thing, data: (rev) => `${verb}:${named}:${(thing?.rev ?? 0) + rev}` };
  });
}

async function playTeam(verb: Verb, row: Row, principal: Principal): Promise<void> {
  const { cast, updates, play } = matrix.bench;
  const { does, kind } = row;
  const forAdmins = (does.is === 'shows' || does.is === 'enters') && does.to === 'admins';
  for (const { thing, data } of buttonsOf(verb, row)) {
    for (const rev of does.is === 'acts' && !does.anyRev ? [0, STALE] : [0]) {
      matrix.cases++;
      const what = `${verb} ${kind ?? ''}|${principal}|${thing?.status ?? ''}|${rev}`;
      const outcome = await play(updates.press(cast.users[principal], data(rev)));
      const { changed, calls, entries } = outcome;
      if (forAdmins && principal !== 'admin') {
        expectNothing(outcome, what, [AUDIT]);
        expect(entries, what).toMatchObject([{ success: false, refused: 'refused-role' }]);
      } else if (does.is === 'shows') {
        expectOnly([], changed, what);
        expect(calls.length, `${what} was shown nothing`).toBeGreaterThan(0);
      } else if (does.is === 'enters' || does.is === 'leaves') expectOnly(OWN, changed, what);
      else if (does.is === 'tells') expectOnly([], changed, what);
      else if (does.is === 'consents') expectNothing(outcome, what);
      else if (does.is === 'acts') {
        const ruled = { action: does.action, principal, thing, rev };
        if (expectRuling(matrix.bench, outcome, ruled, what))
          worked.add(`${verb} ${kind ?? ''}|${principal}`);
      }
    }
  }
}

async function playOutsider(verb: Verb, row: Row, principal: Principal): Promise<void> {
  const { cast, updates } = matrix.bench;
  const { is } = row.does;
  if (is === 'accepts' || (is === 'tells' && row.kind === null)) return;
  const buttons = buttonsOf(verb, row);
  matrix.cases += buttons.length;
  const presses = buttons.map(({ data }) => updates.press(cast.users[principal], data(0)));
  const outcome = await matrix.bench.play(...presses);
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
  const { cast, updates } = matrix.bench;
  const buttons = buttonsOf(verb, row);
  matrix.cases += buttons.length;
  const presses = buttons.map(({ data }) => updates.press(cast.users[principal], data(0), cast.chats.active));
  expectNothing(await matrix.bench.play(...presses), `${verb} by ${principal} in a group`);
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
        buttonsOf(verb, row).some(({ thing }) => matrix.bench.ruling(does.action, one, thing).may),
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
    const { cast, updates } = matrix.bench;
    const consents = VERBS.filter(([, { does }]) => does.is === 'consents');
    for (const principal of ALL)
      for (const [verb] of consents)
        for (const [state, chatId] of Object.entries(cast.chats)) {
          matrix.cases++;
          const before = updates.press(cast.users[principal], 'consent.adult::0', chatId);
          const press = updates.press(cast.users[principal], `${verb}::0`, chatId);
          const { changed, entries } = await matrix.bench.play(
            ...(verb === 'consent.give' ? [before] : []),
            press,
          );
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
    const { cast, updates, things } = matrix.bench;
    for (const principal of ALL) {
      matrix.cases += 2;
      const data = `invite.accept:${things.token}:0`;
      const inGroup = await matrix.bench.play(updates.press(cast.users[principal], data, cast.chats.active));
      expectNothing(inGroup, `an invitation in a group by ${principal}`);
      const { entries } = await matrix.bench.play(updates.press(cast.users[principal], data));
      const joins = ['stranger', 'removed', 'member of the group', 'owner of the group'].includes(principal);
      expect(entries.filter(({ action }) => action === 'team.join').length, principal).toBe(joins ? 1 : 0);
    }
  });
});
