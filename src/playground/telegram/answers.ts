import type { ServerResponse } from 'node:http';
import { TelegramError } from './errors.js';

/** What goes back over HTTP: JSON, or the page of a proxy in between. */
export interface Answer {
  status: number;
  body: Record<string, unknown> | string;
  headers?: Record<string, string>;
}

/** A refusal in the Bot API's form (T2); anything else is a fault of ours. */
export function refusal(error: unknown): Answer {
  if (!(error instanceof TelegramError)) throw error;
  const { code, message, parameters } = error;
  const body = { ok: false, error_code: code, description: message, ...(parameters && { parameters }) };
  const wait = parameters?.retry_after;
  return { status: code, body, ...(wait !== undefined && { headers: { 'retry-after': String(wait) } }) };
}

export function reply(res: ServerResponse, { status, body, headers }: Answer): void {
  const page = typeof body === 'string';
  const type = page ? 'text/html' : 'application/json';
  const text = page ? body : JSON.stringify(body);
  // With its length known, and as a string, it leaves in one piece together with the headers.
  const length = { 'content-length': Buffer.byteLength(text) };
  res.writeHead(status, { 'content-type': type, ...length, ...headers }).end(text);
}
