import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const clone = resolve(import.meta.dirname, '../..');
const folder = join(clone, '.cache', 'bench-peers');
const PACKAGES = ['agenda@6.2.6', '@agendajs/mongo-backend@4.0.3'];

/** Installs what Herald is measured against, once, into a folder of its own; answers the script's copy beside it. */
export function peerScript(name: string): string {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'node_modules', '.package-lock.json'))) {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--silent'];
    execFileSync('npm', ['install', ...options, ...PACKAGES], { cwd: folder, stdio: 'inherit' });
  }
  const script = join(folder, name);
  copyFileSync(join(clone, 'bench', 'peers', name), script);
  return script;
}
