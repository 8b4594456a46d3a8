// Makes a clone ready: its packages and, with --mongod, a mongod. Runs before the npm scripts, so it may import nothing
// but Node itself, and it costs nothing when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packagesStamp = join(root, 'node_modules', '.herald-packages');
const mongodStamp = join(root, 'node_modules', '.herald-mongod');
const lock = join(root, '.cache', 'setup.lock');

checkNode();
if (!isReady()) {
  await takeLock();
  try {
    if (!packagesAreCurrent()) installPackages();
    if (needsMongod() && !mongodIsKnown()) findMongod();
  } finally {
    rmSync(lock, { force: true });
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Herald needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

function isReady() {
  return packagesAreCurrent() && (!needsMongod() || mongodIsKnown());
}

function needsMongod() {
  return process.argv.includes('--mongod');
}

function packagesAreCurrent() {
  return read(packagesStamp) === lockfileHash();
}

function lockfileHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function mongodIsKnown() {
  const path = process.env.MONGOMS_SYSTEM_BINARY || read(mongodStamp);
  return path !== undefined && existsSync(path);
}

/** Install scripts are left out: none is needed, and one of them would wait for a download of its own. */
function installPackages() {
  say('Installing packages (npm ci), once for this clone…');
  const npm = process.env.npm_execpath;
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  run(
    program,
    [...first, 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'],
    'npm ci failed.',
  );
  writeFileSync(packagesStamp, lockfileHash());
}

/** The search itself is Herald's own module, which runs through tsx now that the packages are there. */
function findMongod() {
  const path = run(process.execPath, ['--import', 'tsx', join('scripts', 'find-mongod.ts')]);
  writeFileSync(mongodStamp, path.trim());
}

/** Two set-ups at once in one clone: the second waits, then finds everything done. A lock of a dead process is void. */
async function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      return writeFileSync(lock, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(read(lock));
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    else if (waited === 0) say('Another set-up of this clone is running; waiting for it…');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs a program in the clone; its errors and progress are shown, its output is returned. */
function run(program, args, complaint) {
  const done = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (done.status === 0) return done.stdout;
  rmSync(lock, { force: true });
  return fail(complaint ? `${done.stdout ?? ''}${done.error?.message ?? ''}\n${complaint}` : undefined);
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  if (line) say(line);
  process.exit(1);
}
