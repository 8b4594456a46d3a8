import type { Upload } from './files.js';
import type { SimCall } from './sim-protocol.js';

/** So many calls are kept for who comes later; and so many characters of a text in them. */
const MOST_CALLS = 300;
const MOST_TEXT = 2_000;
/** What a webhook is guarded by is nobody's to read. */
const SECRETS = new Set(['secret_token']);

export interface CallLog {
  /** The latest calls, oldest first. */
  calls(): SimCall[];
  /** Keeps a call. Answers how to show it, without secrets and bytes: that costs time, so only for who looks. */
  add(call: Omit<SimCall, 'id'>, files: ReadonlyMap<string, Upload>): () => SimCall;
  clear(): void;
}

/** The latest calls of the bot with their answers, as people may see them. */
export function createCallLog(token: string): CallLog {
  const calls: (() => SimCall)[] = [];
  let last = 0;

  function shown(value: unknown): unknown {
    if (typeof value === 'string') {
      const clean = value.replaceAll(token, '…');
      return clean.length > MOST_TEXT ? `${clean.slice(0, MOST_TEXT)}…` : clean;
    }
    if (Array.isArray(value)) return value.map(shown);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, SECRETS.has(key) ? '…' : shown(part)]),
    );
  }

  return {
    calls: () => calls.map((show) => show()),
    add(call, files) {
      const id = ++last;
      const uploads = [...files].map(([field, { name, bytes }]) => [field, `${name}, ${bytes.length} bytes`]);
      const show = (): SimCall => {
        const request = shown({ ...call.request, ...Object.fromEntries(uploads) }) as SimCall['request'];
        return { ...call, id, request, response: shown(call.response) };
      };
      calls.push(show);
      if (calls.length > MOST_CALLS) calls.shift();
      return show;
    },
    clear: () => void calls.splice(0),
  };
}
