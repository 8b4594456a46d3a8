import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';
import { userCache } from '../../src/common/user-cache.js';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');

/** Starts a headless Chromium; the caller closes it. Unpacks it first, once for this user (about 3 s, 250 MB). */
export async function launchChromium(): Promise<Browser> {
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const env = { ...process.env, ...(await surroundings(folder, executablePath)) };
  // As root, and in most containers, Chromium cannot build its sandbox; it only ever opens our own page.
  return chromium.launch({ executablePath, env, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** The folder of the unpacked browser. A rename puts it there whole, so test files may race for it. */
async function unpacked(): Promise<string> {
  const folder = join(userCache(), `chromium-${await packageVersion()}`);
  if (existsSync(folder)) return folder;
  await mkdir(userCache(), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    await run(process.execPath, [join(import.meta.dirname, 'chromium.process.mjs')], {
      cwd: root,
      // The second variable makes the package unpack the system libraries that it brings along, too.
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function packageVersion(): Promise<string> {
  const text = await readFile(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** Libraries (libnss3 and its kin) and fonts, where the machine has none of its own. */
async function surroundings(folder: string, program: string): Promise<Record<string, string>> {
  const { stdout } = await run('ldd', [program]);
  return {
    ...(stdout.includes('not found') ? { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } : {}),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
  };
}
