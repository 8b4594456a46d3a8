import { randomUUID } from 'node:crypto';
import type { ShiftableClock } from '@common/clock.js';
import { configureDb, connectDb } from '@common/db/index.js';
import { createLease } from '@common/db/lease.js';
import { runMigrations } from '@common/db/migrations/index.js';
import { createLogger } from '@common/logger.js';
import { assembleBot } from '../../src/bot.js';
import type { LocalTelegram } from '../../src/playground/telegram/index.js';
import { createRooms } from '../../src/rooms.js';
import { createBot } from '../../src/telegram/create-bot.js';
import { draftRepo } from '../../src/telegram/dialog/draft.repo.js';
import { createDialogDoor } from '../../src/telegram/dialog/enter.js';
import { createDeadPresses } from '../../src/telegram/updates/dead-presses.js';

/** A call that the bot made while updates were handled. */
export interface MadeCall {
  method: string;
  payload: Record<string, unknown>;
}

interface AssembledOptions {
  /** Of the database. */
  uri: string;
  /** Every call is answered here, as Telegram would if nothing stood in its way. */
  isAlone?: boolean;
}

/** What Telegram answers when all is well. */
function goodAnswer(method: string, { chat_id, text }: Record<string, unknown>): unknown {
  if (method.startsWith('send'))
    return { message_id: 1, date: 1, chat: { id: chat_id, type: 'private' }, text };
  if (method === 'getChatMember')
    return { status: 'member', user: { id: 1, is_bot: false, first_name: 'x' } };
  return method === 'getChatMemberCount' ? 5 : true;
}

/**
 * Herald's whole bot with every room behind it, in this process and without its engine: updates are handed to it one by
 * one. It talks with the local Telegram, but for the answers to presses, which Telegram would not take for made-up ones.
 */
export async function assembleHerald(
  telegram: LocalTelegram,
  clock: ShiftableClock,
  { uri, isAlone = false }: AssembledOptions,
) {
  const { apiRoot, token } = await telegram.start();
  const log = createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent');
  configureDb({ uri });
  await connectDb();
  await runMigrations(log);
  const shell = createBot({ token, apiRoot, log, callTimeoutMs: 20_000 });
  const door = createDialogDoor(draftRepo);
  const fence = createLease({ name: 'posting', holder: randomUUID(), ttlMs: 10_000, renewMs: 3_000, log });
  const rooms = createRooms({
    api: shell.bot.api,
    postingApi: shell.bot.api,
    sendTimeoutMs: 1_000,
    firstLookMs: 1_000,
    settleMs: 1_000,
    fence,
    timer: false,
    cronExpression: '0 0 1 1 *',
    isPaced: false,
    door,
    webAddress: () => ({ url: 'http://127.0.0.1:8080', isPublic: false }),
    botUsername: () => shell.bot.botInfo.username,
    timezone: 'Europe/Kyiv',
    clock,
    log,
  });
  const deadPresses = createDeadPresses({ clock });
  assembleBot({ shell, rooms, door, adminIds: [], log, deadPresses, isRivaled: () => false });
  await shell.bot.init();
  const calls: MadeCall[] = [];
  shell.bot.api.config.use(async (previous, method, payload, signal) => {
    calls.push({ method, payload: { ...payload } });
    if (isAlone) return { ok: true, result: goodAnswer(method, { ...payload }) } as never;
    if (method === 'answerCallbackQuery') return { ok: true, result: true } as never;
    return previous(method, payload, signal);
  });
  return {
    bot: shell.bot,
    rooms,
    /** What the bot has called since it was asked last. */
    takeCalls: () => calls.splice(0),
  };
}
