import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StoredFile } from './files.js';

/** Sends a file's bytes; with ranges, without which browsers don't play videos. */
export function sendFile(req: IncomingMessage, res: ServerResponse, { bytes, mime }: StoredFile): void {
  const headers = {
    'content-type': mime,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=3600',
    'x-content-type-options': 'nosniff',
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(req.headers.range ?? '');
  if (!range) {
    res.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
    return;
  }
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : bytes.length - 1, bytes.length - 1);
  if (start > end) {
    res.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const part = {
    'content-range': `bytes ${start}-${end}/${bytes.length}`,
    'content-length': end - start + 1,
  };
  res.writeHead(206, { ...headers, ...part }).end(bytes.subarray(start, end + 1));
}
