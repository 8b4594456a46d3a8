import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** What docs/security.md calls the files that it cites; all others are in test/flows. */
const FILES: Record<string, string> = {
  links: 'features/team/magic-links',
  sessions: 'features/team/sessions',
  http: 'web/sessions',
  guards: 'web/guards',
  browser: 'web/browser',
  login: 'flows/web-login',
  transaction: 'common/db/transaction',
  config: 'common/config',
};

it('cites in the checklist of security only tests that are there', async () => {
  const text = await readFile(resolve(root, 'docs/security.md'), 'utf8');
  const cited = [...text.matchAll(/`([a-z-]+): ([^`]+)`/g)];
  expect(cited.length).toBeGreaterThan(40);
  for (const [, file = '', name = ''] of cited) {
    const path = resolve(root, 'test', `${FILES[file] ?? `flows/${file}`}.test.ts`);
    const tests = await readFile(path, 'utf8');
    expect(tests, `${file}: ${name}`).toMatch(
      new RegExp(`\\b(?:it|it\\.each\\([\\s\\S]*?\\))\\(\\s*'${literally(name)}`),
    );
  }
});

it('answers each row of the checklist', async () => {
  const text = await readFile(resolve(root, 'docs/security.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\d\.\d+\.\d+) +\| .+? +\| (yes|partly|no|—) +\|/gm)];
  const count = (answer: string) => rows.filter(([, , given]) => given === answer).length;
  const [yes, partly, no, none] = ['yes', 'partly', 'no', '—'].map(count);
  expect(text).toContain(
    `Of ${rows.length} rows: ${yes} yes, ${partly} partly, ${no} no, ${none} do not apply`,
  );
  expect(new Set(rows.map(([, row]) => row)).size).toBe(rows.length);
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
