import type { Call } from './call.js';
import { badRequest } from './errors.js';
import type { FileStore, MediaKind, StoredFile } from './files.js';
import { checkUpload } from './media.js';

/** By URL, in bytes (T6). */
const MAX_PHOTO_BY_URL = 5 * 2 ** 20;
const MAX_FILE_BY_URL = 20 * 2 ** 20;
const FETCH_PATIENCE_MS = 10_000;

/** The file that a parameter names: attached to the call, by file_id, or by URL (T5). */
export async function fileFrom(
  files: FileStore,
  call: Call,
  value: string | undefined,
  kind: MediaKind,
): Promise<StoredFile> {
  if (value !== undefined && /^https?:\/\//.test(value)) return files.add(await download(value, kind), kind);
  if (value !== undefined && !value.startsWith('attach://')) return known(files, value, kind);
  const upload = call.files.get(value?.slice('attach://'.length) ?? kind);
  if (!upload) throw badRequest(`there is no ${kind.replace('_', ' ')} in the request`);
  checkUpload(upload, kind);
  return files.add(upload, kind);
}

function capital(kind: MediaKind): string {
  return kind
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** What came as one kind of media can't be sent as another. */
function known(files: FileStore, fileId: string, kind: MediaKind): StoredFile {
  const file = files.get(fileId);
  if (file.kind !== undefined && file.kind !== kind)
    throw badRequest(`can't use file of type ${capital(file.kind)} as ${capital(kind)}`);
  return file;
}

async function download(url: string, kind: MediaKind) {
  const bytes = await fetchBytes(url);
  if (!bytes || bytes.length > (kind === 'photo' ? MAX_PHOTO_BY_URL : MAX_FILE_BY_URL))
    throw badRequest('failed to get HTTP URL content');
  checkUpload({ bytes }, kind);
  return { name: new URL(url).pathname.split('/').at(-1) || kind, mime: '', bytes };
}

async function fetchBytes(url: string): Promise<Buffer | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_PATIENCE_MS) });
    return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}
