import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UserFromGetMe } from '@grammyjs/types';
import { type AcceptLog, createAcceptLog } from './accept-log.js';
import type { Backend } from './call.js';
import { createCallLog } from './call-log.js';
import { createCarryOut } from './carry-out.js';
import { createOwnClock, type TelegramClock } from './clock.js';
import { createDsl } from './dsl.js';
import type { Dsl } from './dsl-handles.js';
import { createFaults } from './faults.js';
import { createFileStore } from './files.js';
import { createLimits } from './limits.js';
import { createApiServer, type ObservedCall } from './server.js';
import { createSimHandler } from './sim.js';
import { runCommand } from './sim-commands.js';
import type { SimCommand, SimFault, SimLimits } from './sim-protocol.js';
import { createUpdateQueue } from './updates.js';
import { createWebhook } from './webhooks.js';
import { createWorld, type World } from './world.js';

export type { AcceptLog } from './accept-log.js';
export type { TelegramClock } from './clock.js';
export type { GroupHandle, PersonHandle } from './dsl-handles.js';
export type { ObservedCall } from './server.js';
export type * from './sim-protocol.js';

export interface LocalTelegramOptions {
  clock?: TelegramClock;
  token?: string;
  botUsername?: string;
  /** 0, the default, takes any free port. */
  port?: number;
  host?: string;
  /** Where accepted calls are appended, a line each, as they happen. */
  logFile?: string;
  limits?: SimLimits;
  /** So many messages are kept in a chat, and as many updates and accepted calls; all, unless it is given. */
  history?: number;
}

export interface Address {
  /** For a client's `apiRoot`: without the token, without a slash at its end. */
  apiRoot: string;
  simRoot: string;
  token: string;
  port: number;
}

/** A Bot API server in this process, with people and chats to play with. */
export interface LocalTelegram extends Dsl {
  readonly token: string;
  readonly bot: UserFromGetMe;
  readonly acceptLog: AcceptLog;
  /** Chats, people and messages as they stand; for looking, not for changing. */
  readonly world: World;
  /** Listens; rejects when the port is taken. */
  start(): Promise<Address>;
  /** Ends whoever polls or hangs, so that nothing keeps the process alive. */
  stop(): Promise<void>;
  /** Shows each call with its answer, getUpdates as well, to a judge. */
  observe(observer: (call: ObservedCall) => void): void;
  /** The next calls that fit get this fault. */
  fault(fault: SimFault): void;
  /** Serves `/_sim` on a server of somebody else's; answers whether the request was for it. */
  handleSim(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Does in process what a POST to `/_sim` does. */
  run(command: SimCommand): unknown;
}

const TOKEN = '1234567:local-telegram-knows-no-secrets-at-all';

function createBackend(
  clock: TelegramClock,
  token: string,
  username: string,
  history: number,
): Omit<Backend, 'webhook'> {
  const bot: UserFromGetMe = {
    id: Number(token.split(':')[0]),
    is_bot: true,
    first_name: 'Herald',
    username,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
  return {
    clock,
    world: createWorld(clock, bot, history),
    updates: createUpdateQueue(clock, history),
    limits: createLimits(clock),
    files: createFileStore(clock),
    presses: new Map(),
    inline: { mode: { on: false, feedback: false }, queries: new Map() },
  };
}

/** Makes it, without listening yet: the world and its DSL work at once. */
export function createLocalTelegram(options: LocalTelegramOptions = {}): LocalTelegram {
  const {
    clock = createOwnClock(),
    token = TOKEN,
    botUsername = 'herald_bot',
    port = 0,
    host = '127.0.0.1',
    history = Number.POSITIVE_INFINITY,
  } = options;
  const parts = createBackend(clock, token, botUsername, history);
  const webhook = createWebhook({
    ...parts,
    call: (method, params) => carryOut(method, { params, files: new Map() }),
  });
  const backend: Backend = { ...parts, webhook };
  const log = createAcceptLog(options.logFile, history);
  backend.limits.set(options.limits ?? 'off');
  const carryOut = createCarryOut(backend, log);
  const callLog = createCallLog(token);
  const faults = createFaults((waiting) => backend.world.emit({ type: 'faults', faults: waiting }));
  const observers: ((call: ObservedCall) => void)[] = [];
  const onCall = (call: ObservedCall) => {
    for (const observe of observers) observe(call);
  };
  const simDeps = { backend, faults, callLog, reset };
  const handleSim = createSimHandler(simDeps);
  const server = createApiServer({ backend, token, carryOut, faults, callLog, handleSim, onCall });

  /** Empties the chats; people and chats stay, so that the bot's knowledge of them stays right. */
  function reset(): void {
    for (const chat of backend.world.chats.values()) {
      chat.messages.clear();
      chat.answerKeyboards.clear();
      chat.pinned = [];
      chat.deleted = [];
      chat.reactions = [];
    }
    backend.updates.clear();
    faults.clear();
    callLog.clear();
    backend.world.emit({ type: 'reset' });
  }

  return {
    ...createDsl(backend, (command) => runCommand(simDeps, command)),
    token,
    bot: backend.world.bot,
    acceptLog: log,
    world: backend.world,
    handleSim,
    observe: (observer) => void observers.push(observer),
    run: (command) => runCommand(simDeps, command),
    fault: (fault) => void runCommand(simDeps, { do: 'fault', fault }),
    async start() {
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      const address = server.address() as AddressInfo;
      const apiRoot = `http://${host}:${address.port}`;
      return { apiRoot, simRoot: `${apiRoot}/_sim`, token, port: address.port };
    },
    async stop() {
      webhook.remove();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
