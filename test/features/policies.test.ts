import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROLES, type Role } from '@common/actor.js';
import { newId, type UserId } from '@common/ids.js';
import { describe, expect, it } from 'vitest';
import { allows, refusalOf } from '../../src/features/audit/index.js';
import { POLICIES, WORDS } from '../../src/policies.js';

const src = resolve(import.meta.dirname, '../../src');
const me = newId<UserId>();
const other = newId<UserId>();

/** The table as people would say it, written down a second time: a row that changes is changed here as well. */
const EXPECTED: Record<'anyone' | 'owner' | 'admin' | 'oneself', string> = {
  anyone: 'creator.create casino.create creative.create deal.propose campaign.create session.link',
  owner: `
    creative.languages creative.archive creative.take-down creative.allow
    campaign.schedule campaign.limit campaign.pause campaign.resume campaign.skip-run campaign.move-run
    campaign.restore-run campaign.weigh campaign.place campaign.take-down campaign.allow campaign.attach-deal
    campaign.detach-deal post.cancel post.confirm post.retry post.move post.swap post.send-again post.delete-double
    post.deleted-double post.keep-double post.skip`,
  admin: `
    audit.look audit.export
    settings.stop settings.resume settings.limit settings.ask-silently settings.deal-required settings.creator-check
    settings.audit-days
    team.look team.invite team.revoke team.role team.disable team.enable team.remove
    group.accept group.reject group.limit group.place group.mend group.pause group.resume
    creator.decide creator.take-down creator.allow casino.decide casino.take-down casino.allow
    deal.approve deal.reject post.skip-missed post.override`,
  oneself: 'team.profile session.revoke session.revoke-all',
};

const OWNERS = { 'one’s own': me, 'another’s': other, 'nobody’s': null } as const;
type Owner = keyof typeof OWNERS;

/** Whether this role may do what is allowed to these people, to a thing of this owner. */
const REACHES: Record<keyof typeof EXPECTED, (role: Role, owner: Owner) => boolean> = {
  anyone: () => true,
  owner: (role, owner) => role === 'admin' || owner === 'one’s own',
  admin: (role) => role === 'admin',
  oneself: (_, owner) => owner === 'one’s own',
};

const kinds = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];
const namesOf = (kind: keyof typeof EXPECTED) => EXPECTED[kind].trim().split(/\s+/);

/** Every state that any action of this kind of thing names, and one that none does. */
function statesOf(entityType: string): (string | undefined)[] {
  const named = [...POLICIES.values()].flatMap((action) =>
    action.entityType === entityType && 'from' in action ? [...action.from] : [],
  );
  return [...new Set(named), 'another', undefined];
}

const cases = kinds.flatMap((kind) =>
  namesOf(kind).flatMap((name) => {
    const action = POLICIES.get(name);
    if (!action) throw new Error(`${name} is in no room's table`);
    return statesOf(action.entityType).flatMap((status) =>
      ROLES.flatMap((role) =>
        (Object.keys(OWNERS) as Owner[]).map((owner) => ({ kind, action, status, role, owner })),
      ),
    );
  }),
);

describe('the policy table', () => {
  it('holds every action once, and no other', () => {
    expect([...POLICIES.keys()].sort()).toEqual(kinds.flatMap(namesOf).sort());
  });

  it(`answers each action × role × owner × state as it should: ${cases.length} cases`, () => {
    const wrong = cases.filter(({ kind, action, status, role, owner }) => {
      const actor = { role, userId: me };
      const createdBy = OWNERS[owner];
      const reaches = REACHES[kind](role, owner);
      const states: readonly string[] | undefined = 'from' in action ? action.from : undefined;
      const fits = !states || status === undefined || states.includes(status);
      const refusal = refusalOf(action, actor, { createdBy, ...(status !== undefined && { status }) });
      const expected = reaches
        ? fits
          ? null
          : ('otherwise' in action && action.otherwise.key) || 'refused-state'
        : action.row[role] === 'own'
          ? 'refused-not-yours'
          : 'refused-role';
      return allows(action.row, actor, createdBy) !== reaches || (refusal?.key ?? null) !== expected;
    });
    expect(wrong).toEqual([]);
    console.info(`policies: ${POLICIES.size} actions, ${cases.length} cases`);
  });

  it('has words for everything that can stand in the log', () => {
    expect([...POLICIES.keys()].filter((name) => !WORDS.has(name))).toEqual([]);
  });
});

describe('the rooms', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );

  it('have all their rows in the table', async () => {
    const rooms = files.filter((file) => file.endsWith('.policy.ts'));
    const tables = await Promise.all(rooms.map((file) => import(resolve(src, file)) as Promise<object>));
    const exported = tables
      .flatMap((table) => Object.values(table))
      .flatMap((rows: object) => Object.values(rows));
    const actions = exported.filter((one: object) => 'row' in one && 'name' in one);
    expect(actions.length).toBeGreaterThanOrEqual(POLICIES.size);
    const joined = new Set<unknown>(POLICIES.values());
    expect(actions.filter((action) => !joined.has(action))).toEqual([]);
  });

  it('make actions nowhere else', () => {
    const makers = files.filter((file) => /\bpolicies\(\{/.test(readFileSync(resolve(src, file), 'utf8')));
    expect(makers.filter((file) => !file.endsWith('.policy.ts'))).toEqual([]);
    expect(makers.length).toBeGreaterThan(5);
  });

  it('ask no role where the table has the answer', () => {
    const views = files.filter((file) => /features\/.*\.(view|menu)\.ts$/.test(file));
    const asking = views.filter((file) =>
      /(actor\.)?role (===|!==) '(admin|operator)' *(\?|&&|\|\||\))/.test(
        readFileSync(resolve(src, file), 'utf8'),
      ),
    );
    // What a person is may be shown; what they may do is asked of the table.
    expect(asking).toEqual(['features/team/team.view.ts']);
  });
});
