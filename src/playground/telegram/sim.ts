import type { IncomingMessage, ServerResponse } from 'node:http';
import { TelegramError } from './errors.js';
import { shownMessage } from './messages.js';
import { readBody } from './parameters.js';
import { readCommand } from './sim-command-schema.js';
import { runCommand, type SimDeps } from './sim-commands.js';
import { sendFile } from './sim-files.js';
import type { SimCall, SimEvent, SimState, SimUpload } from './sim-protocol.js';
import { simChat } from './world.js';

function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Serves `/_sim`: the state, a stream of events, files, and commands. Answers whether the request was for it. */
export function createSimHandler(deps: SimDeps) {
  const { files, world, clock } = deps.backend;

  function state(): SimState {
    return {
      world: world.id,
      now: clock.now(),
      bot: world.user(world.bot.id),
      people: [...world.people.keys()].map((id) => world.user(id)),
      chats: [...world.chats.values()].map((chat) => ({
        ...simChat(chat),
        messages: [...chat.messages.values()].map((message) => shownMessage(chat, message)),
      })),
      commands: world.commands,
      faults: deps.faults.waiting(),
      limits: deps.backend.limits.mode(),
    };
  }

  function stream(req: IncomingMessage, res: ServerResponse, wanted: (event: SimEvent) => boolean): void {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    res.write(': here\n\n');
    const send = (event: SimEvent) => {
      if (wanted(event)) res.write(`data: ${JSON.stringify(event)}\n\n`);
    };
    world.events.on('event', send);
    req.on('close', () => world.events.off('event', send));
  }

  /** The time here, now and whenever it is put forward; for bots in processes of their own. */
  function streamClock(req: IncomingMessage, res: ServerResponse): void {
    stream(req, res, ({ type }) => type === 'clock');
    res.write(`data: ${JSON.stringify({ type: 'clock', now: clock.now() } satisfies SimEvent)}\n\n`);
  }

  async function upload(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const name = url.searchParams.get('name') ?? 'file';
    const { file_id } = files.add({ name, mime: '', bytes: await readBody(req) });
    json(res, 200, { fileId: file_id } satisfies SimUpload);
  }

  async function command(req: IncomingMessage, res: ServerResponse): Promise<void> {
    try {
      const result = runCommand(deps, readCommand((await readBody(req)).toString('utf8')));
      json(res, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof TelegramError)) throw error;
      json(res, 400, { ok: false, description: error.message });
    }
  }

  return async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    if (!req.url?.startsWith('/_sim')) return false;
    const url = new URL(req.url, 'http://local');
    const [, root, part = '', id = ''] = url.pathname.split('/');
    if (root !== '_sim') return false;
    const file = files.find(decodeURIComponent(id));
    if (req.method === 'POST' && part === '') await command(req, res);
    else if (req.method === 'POST' && part === 'upload') await upload(req, res, url);
    else if (part === 'state') json(res, 200, state());
    else if (part === 'calls') json(res, 200, deps.callLog.calls() satisfies SimCall[]);
    else if (part === 'events') stream(req, res, () => true);
    else if (part === 'clock') streamClock(req, res);
    else if (part === 'file' && file) sendFile(req, res, file);
    else json(res, 404, { ok: false, description: 'no such page' });
    return true;
  };
}
