import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { refusal, reply } from './answers.js';
import type { Backend } from './call.js';
import type { CallLog } from './call-log.js';
import type { CarryOut } from './carry-out.js';
import { TelegramError } from './errors.js';
import { endWithFault } from './fault-answers.js';
import type { Faults } from './faults.js';
import { readCall } from './parameters.js';

interface ApiDeps {
  backend: Backend;
  token: string;
  carryOut: CarryOut;
  faults: Faults;
  callLog: CallLog;
  handleSim(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Told of each call that was answered. */
  onCall(call: ObservedCall): void;
}

/** A call and its answer, for judges. */
export interface ObservedCall {
  method: string;
  params: Record<string, unknown>;
  /** Whether the parameters came as JSON, with types. */
  typed: boolean;
  status: number;
  answer: unknown;
}

const KEEP_ALIVE_MS = 60_000;

/** The Bot API over HTTP, the download of files, and `/_sim`. */
export function createApiServer({
  backend,
  token,
  carryOut,
  faults,
  callLog,
  handleSim,
  onCall,
}: ApiDeps): Server {
  async function handleCall(
    name: string,
    req: IncomingMessage,
    res: ServerResponse,
    url: URL,
  ): Promise<void> {
    const started = performance.now();
    const input = await readCall(req, url);
    const chatId = Number(input.params['chat_id']);
    const fault = faults.take(name, chatId);
    function tell(status: number, response: unknown): void {
      if (name.toLowerCase() === 'getupdates') return;
      const ms = Math.round(performance.now() - started);
      const hit = fault && { fault: fault.kind };
      const at = backend.clock.now();
      const call = { at, method: name, status, ms, request: input.params, response, ...hit };
      const show = callLog.add(call, input.files);
      const { events } = backend.world;
      if (events.listenerCount('event') > 0) events.emit('event', { type: 'call', ...show() });
    }
    const carryIt = () => carryOut(name, input);
    if (fault?.kind === 'loseConfirmation') backend.updates.loseConfirmation(fault.reordered ?? false);
    const ending = fault
      ? await endWithFault(fault, backend.world.chats.get(chatId), carryIt, backend.clock)
      : { answer: await carryIt() };
    if ('hang' in ending) return tell(0, null);
    if ('cut' in ending) {
      req.socket.destroy();
      return tell(ending.cut?.status ?? 0, ending.cut?.body ?? null);
    }
    reply(res, ending.answer);
    const { status, body: answer } = ending.answer;
    onCall({ method: name, params: input.params, typed: input.typed ?? false, status, answer });
    tell(ending.answer.status, ending.answer.body);
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', 'http://local');
    if (await handleSim(req, res)) return;
    const [, root, ...rest] = url.pathname.split('/');
    if (root === `bot${token}` && rest.length === 1) return handleCall(rest[0] ?? '', req, res, url);
    if (root === 'file' && rest[0] === `bot${token}`) return download(rest.slice(1).join('/'), res);
    if (root?.startsWith('bot')) return reply(res, refusal(new TelegramError(401, 'Unauthorized')));
    reply(res, refusal(new TelegramError(404, 'Not Found')));
  }

  function download(path: string, res: ServerResponse): void {
    const file = backend.files.byPath(path);
    if (file) res.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
    else reply(res, refusal(new TelegramError(404, 'Not Found')));
  }

  // Node's five seconds would cut off whoever was stopped for longer, e.g. in the crash matrix; Telegram waits longer.
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (req, res) => {
    handle(req, res).catch((error: unknown) => {
      if (error instanceof TelegramError) reply(res, refusal(error));
      else
        reply(res, {
          status: 500,
          body: { ok: false, error_code: 500, description: `Internal Server Error: ${error}` },
        });
    });
  });
}
