import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** rule, the file that breaks it, what it imports (a path of ours, or a package) */
const forbidden: [rule: string, from: string, to: string][] = [
  ['common-imports-nothing-above', 'src/common/clock.ts', 'src/telegram/context.ts'],
  ['telegram-imports-only-common', 'src/telegram/pager.ts', 'src/features/audit/index.ts'],
  [
    'features-import-only-common-telegram-and-rooms',
    'src/features/home/home.service.ts',
    'src/web/server.ts',
  ],
  [
    'groups-imports-only-rooms-to-its-left',
    'src/features/groups/group.service.ts',
    'src/features/brands/index.ts',
  ],
  ['queue-imports-only-rooms-to-its-left', 'src/features/queue/planner.ts', 'src/features/delivery/index.ts'],
  ['rooms-through-their-door', 'src/features/deals/deal.service.ts', 'src/features/audit/audit.service.ts'],
  ['rooms-are-known', 'src/app.ts', 'src/features/cellar/index.ts'],
  ['others-enter-rooms-through-their-door', 'src/main.ts', 'src/features/home/home.view.ts'],
  ['web-goes-through-doors', 'src/web/click.ts', 'src/telegram/context.ts'],
  ['pure-files-are-pure', 'src/features/queue/post.rules.ts', 'mongoose'],
  ['pure-files-are-pure', 'src/features/queue/post.view.ts', 'grammy'],
  ['pure-files-use-no-node', 'src/features/queue/post.policy.ts', 'node:fs'],
  ['models-only-from-repos', 'src/features/team/team.service.ts', 'src/common/models/user.model.ts'],
  ['src-imports-no-tests', 'src/common/ids.ts', 'test/support/world.ts'],
  ['playground-is-for-development', 'src/common/logger.ts', 'src/playground/page.ts'],
  ['local-telegram-knows-nothing-of-herald', 'src/playground/telegram/server.ts', 'src/common/money.ts'],
  ['no-cycles', 'src/common/time.ts', 'src/common/zone.ts'],
  ['no-orphans', 'src/features/reports/forgotten.ts', ''],
  ['no-development-packages-in-production', 'src/common/errors.ts', 'fast-check'],
];

const allowed: [from: string, to: string, typeOnly?: true][] = [
  ['src/features/queue/typed.view.ts', 'grammy', true],
  ['src/features/home/home.menu.ts', 'src/features/queue/index.ts'],
  ['src/features/team/team.repo.ts', 'src/common/models/user.model.ts'],
  ['src/common/models/user.model.ts', 'mongoose'],
  ['src/features/settings/settings.composer.ts', 'grammy'],
  ['src/playground/demo.ts', 'src/playground/telegram/server.ts'],
  ['src/common/zone.ts', 'src/common/time.ts'],
  ['test/common/ids.test.ts', 'src/common/ids.ts'],
];

let tree = '';
let violations: z.infer<typeof report>['summary']['violations'] = [];

// Inside the clone, so that packages are found; dot folders are ignored by every other check.
beforeAll(async () => {
  await mkdir(join(root, '.cache'), { recursive: true });
  tree = await mkdtemp(join(root, '.cache', 'architecture-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    await cp(join(root, file), join(tree, file));
  const imports = [...forbidden.map(([, ...pair]): (typeof allowed)[number] => pair), ...allowed];
  for (const [from, to, typeOnly] of imports) {
    if (isOurs(to)) await write(to, 'export const thing = 1;\n', 'wx');
    await write(
      from,
      to === ''
        ? 'export const thing = 1;\n'
        : `import ${typeOnly ? 'type {} from ' : ''}'${specifier(from, to)}';\n`,
      'a',
    );
  }
  violations = await cruise();
}, 60_000);

afterAll(() => rm(tree, { recursive: true, force: true }));

function isOurs(path: string): boolean {
  return /^(src|test)\//.test(path);
}

function specifier(from: string, to: string): string {
  if (!isOurs(to)) return to;
  const path = relative(dirname(from), to).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}

async function write(path: string, text: string, flag: 'a' | 'wx'): Promise<void> {
  await mkdir(dirname(join(tree, path)), { recursive: true });
  await writeFile(join(tree, path), text, { flag }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function cruise(): Promise<typeof violations> {
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'test'];
  const json = await new Promise<string>((settle) => {
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 2 ** 26 }, (_, stdout) => settle(stdout));
  });
  return report.parse(JSON.parse(json)).summary.violations;
}

describe('dependency-cruiser', () => {
  it.each(forbidden)('%s: refuses %s → %s', (rule, from, to) => {
    const found = violations.filter((one) => one.rule.name === rule && one.from === from);
    expect(found.some((one) => to === '' || one.to.includes(to.replace('node:', '')))).toBe(true);
  });

  it.each(allowed)('lets %s import %s', (from, to) => {
    expect(
      violations.filter((one) => one.from === from && one.to.includes(to) && one.rule.name !== 'no-cycles'),
    ).toEqual([]);
  });
});
