import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where downloads live that every clone of this user shares. */
export function userCache(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir() || tmpdir(), '.cache'), 'herald');
}
