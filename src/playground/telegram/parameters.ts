import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { badRequest } from './errors.js';
import type { Upload } from './files.js';

/** What a call says: parameters by name, and the files that came along. */
export interface CallInput {
  params: Record<string, unknown>;
  files: Map<string, Upload>;
  /** Whether it came as JSON, with types; the other ways carry strings. */
  typed?: boolean;
}

export function readBody(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => void chunks.push(chunk));
    req.on('end', () => resolve(Buffer.concat(chunks)));
    req.on('error', reject);
  });
}

function readMultipart(req: IncomingMessage, contentType: string): Promise<CallInput> {
  return new Promise((resolve, reject) => {
    const fields: [string, string][] = [];
    const files = new Map<string, Upload>();
    const form = new Busboy({ headers: { 'content-type': contentType } });
    form.on('field', (name, value) => void fields.push([name, String(value)]));
    form.on('file', (field, stream, name, _encoding, mime) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => files.set(field, { name, mime, bytes: Buffer.concat(chunks) }));
    });
    form.on('finish', () => resolve({ params: Object.fromEntries(fields), files }));
    form.on('error', reject);
    req.pipe(form);
  });
}

function fromJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text || '{}');
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Falls through to Telegram's own words.
  }
  throw badRequest("can't parse request body as JSON object");
}

/** Reads a call in any of the four ways in which the Bot API takes one (T1). */
export async function readCall(req: IncomingMessage, url: URL): Promise<CallInput> {
  const query = Object.fromEntries(url.searchParams);
  const type = req.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const { params, files } = await readMultipart(req, type);
    return { params: { ...query, ...params }, files };
  }
  const body = (await readBody(req)).toString('utf8');
  const params = type.startsWith('application/json')
    ? fromJson(body)
    : Object.fromEntries(new URLSearchParams(body));
  return { params: { ...query, ...params }, files: new Map(), typed: type.startsWith('application/json') };
}
