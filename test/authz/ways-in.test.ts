import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OWN } from './bench.js';
import { expectNothing, expectOnly, expectRuling, playsMatrix, screens } from './expectations.js';
import { ALL, OUTSIDERS, type Principal, TEAM } from './people.js';
import { drawnBy } from './standing.js';

const matrix = playsMatrix('commands and Home’s menu');

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
    const { cast, updates, play } = matrix.bench;
    const user = cast.users[principal];
    for (const [command, action] of Object.entries(COMMANDS)) {
      for (const text of [
        `/${command}`,
        `/${command}@herald_bot`,
        `/${command} x_y`,
        `/${command} c_${'A'.repeat(43)}`,
      ]) {
        matrix.cases += 2;
        const what = `${text} by ${principal}`;
        const inGroup = await play(updates.says(user, text, cast.chats.left));
        expectNothing(inGroup, what, ['telegram-groups']);
        const outcome = await play(updates.says(user, text));
        if (!TEAM.includes(principal) || !action) {
          expectOnly(OWN, outcome.changed, what);
          if (!TEAM.includes(principal))
            for (const { payload } of screens(outcome))
              expect(payload['text'], what).toMatch(/private ads manager|not valid any more/);
        } else expectRuling(matrix.bench, outcome, { action, principal, thing: null, rev: 0 }, what);
      }
    }
  });
});

describe('Home’s menu', () => {
  /** Every section, and whose it is. */
  const SECTIONS: Record<string, 'team' | 'admins'> = {
    campaigns: 'team',
    creatives: 'team',
    groups: 'team',
    queue: 'team',
    history: 'team',
    'needs-you': 'team',
    deals: 'team',
    brands: 'team',
    team: 'admins',
    audit: 'admins',
    profile: 'team',
  };
  const NOWHERE = ['5/1', '0/2', 'ff/0', '-1/0', 'x/y', '/'];
  const maySee = (principal: Principal) =>
    Object.values(SECTIONS).filter((whose) => whose === 'team' || principal === 'admin').length;

  /** The buttons that somebody's Home has. */
  async function homeOf(principal: Principal): Promise<string[]> {
    const { cast, updates, play } = matrix.bench;
    return drawnBy((await play(updates.says(cast.users[principal], '/start'))).calls);
  }

  it('has a button for each section, and none else', async () => {
    expect(matrix.bench.rooms.sections.map(({ id }) => id).sort()).toEqual(Object.keys(SECTIONS).sort());
    for (const principal of TEAM)
      expect(new Set(await homeOf(principal)).size, principal).toBe(maySee(principal));
    for (const principal of OUTSIDERS) expect(await homeOf(principal), principal).toEqual([]);
  });

  it.each(ALL)(
    'opens for the %s what is drawn for them, and nothing of anybody else’s',
    async (principal) => {
      const { cast, updates, play } = matrix.bench;
      const user = cast.users[principal];
      const own = await homeOf(principal);
      const [, fingerprint = ''] = /\/([^/]*)$/.exec(own[0] ?? '') ?? [];
      for (const owner of TEAM)
        for (const drawn of await homeOf(owner)) {
          // As it is, and as somebody would forge it who knows how their own look.
          for (const data of new Set([drawn, drawn.replace(/[^/]*$/, fingerprint)])) {
            matrix.cases += 2;
            const what = `${data}, drawn for ${owner}, by ${principal}`;
            expectNothing(await play(updates.press(user, data, cast.chats.active)), `${what} in a group`);
            const outcome = await play(updates.press(user, data));
            expectOnly([], outcome.changed, what);
            expect(screens(outcome).length > 0, what).toBe(own.includes(data));
          }
        }
      for (const place of NOWHERE) {
        matrix.cases++;
        const outcome = await play(updates.press(user, `home/${place}//${fingerprint}`));
        expectNothing(outcome, `home/${place} by ${principal}`);
      }
    },
  );
});
