import { EventEmitter, once } from 'node:events';
import type { Message } from '@grammyjs/types';
import type { SimCommand, SimEvent, SimMedia, SimState, SimUpload } from '../telegram/index.js';

/** A person's real patience; the demo's clock may jump meanwhile. */
const PATIENCE_MS = 10_000;

export interface SimClient {
  readonly state: SimState;
  /** The time there, in ms since 1970, UTC. */
  now(): Promise<number>;
  /** Does what a person does; throws with the local Telegram's own words when it can't be done. */
  run(command: SimCommand): Promise<void>;
  upload(name: string, bytes: Buffer): Promise<SimMedia['fileId']>;
  download(fileId: string): Promise<Buffer>;
  /** Resolves with what `find` finds, now or after an event; rejects when nobody would wait any longer. */
  until<T>(what: string, find: (state: SimState) => T | undefined): Promise<T>;
  on(listener: (event: SimEvent) => void): void;
  close(): void;
}

function replace(messages: Message[], message: Message): void {
  const index = messages.findIndex(({ message_id }) => message_id === message.message_id);
  if (index === -1) messages.push(message);
  else messages[index] = message;
}

/** What an event changes in the state that matters here: messages and the time. */
function apply(state: SimState, event: SimEvent): void {
  if (event.type === 'clock') state.now = event.now;
  if (event.type !== 'message' && event.type !== 'edit') return;
  const chat = state.chats.find(({ id }) => id === event.chatId);
  if (chat) replace(chat.messages, event.message);
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<SimEvent> {
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines)
      if (line.startsWith('data: ')) yield JSON.parse(line.slice('data: '.length)) as SimEvent;
  }
}

/** Talks with a local Telegram over HTTP, as the page does. */
export async function connectSim(simRoot: string): Promise<SimClient> {
  const bus = new EventEmitter<{ event: [SimEvent] }>();
  const closing = new AbortController();
  const stream = await fetch(`${simRoot}/events`, { signal: closing.signal });
  const readState = async () => (await (await fetch(`${simRoot}/state`)).json()) as SimState;
  const state = await readState();
  if (!stream.body) throw new Error('the stream of events has no body');
  const events = eventsOf(stream.body);

  async function follow(): Promise<void> {
    for await (const event of events) {
      apply(state, event);
      bus.emit('event', event);
    }
  }
  follow().catch(() => bus.removeAllListeners());

  async function post(path: string, body: string | Buffer): Promise<unknown> {
    const response = await fetch(`${simRoot}${path}`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  }

  return {
    state,
    now: async () => (await readState()).now,
    async run(command) {
      await post('', JSON.stringify(command));
    },
    async upload(name, bytes) {
      return ((await post(`/upload?name=${encodeURIComponent(name)}`, bytes)) as SimUpload).fileId;
    },
    async download(fileId) {
      return Buffer.from(await (await fetch(`${simRoot}/file/${encodeURIComponent(fileId)}`)).arrayBuffer());
    },
    async until(what, find) {
      const patience = AbortSignal.timeout(PATIENCE_MS);
      for (;;) {
        const found = find(state);
        if (found !== undefined) return found;
        await once(bus, 'event', { signal: patience }).catch(() => {
          throw new Error(`waited in vain for ${what}`);
        });
      }
    },
    on: (listener) => void bus.on('event', listener),
    close: () => closing.abort(),
  };
}
