import { t } from '@common/i18n/index.js';
import type { Logger } from '@common/logger.js';
import { conversations, createConversation } from '@grammyjs/conversations';
import { sequentialize } from '@grammyjs/runner';
import { Bot, Composer, type Middleware, type MiddlewareFn } from 'grammy';
import type { HeraldContext } from './context.js';
import { conversationStorage } from './dialog/conversation-storage.repo.js';
import {
  createDialogConversation,
  DIALOG_CONVERSATION,
  DIALOG_VERSION,
} from './dialog/dialog.conversation.js';
import type { Stage } from './dialog/stage.js';
import { createInteractiveFetch } from './fetch.js';
import { answerPresses, createAnsweredPresses } from './middleware/answer.js';
import { createRunningUpdates, leaveOnRequest, limitTime } from './middleware/leave.js';

/** Telegram forgets a press after a while and people after seconds; a handler has this long. */
const TIME_LIMIT_MS = 25_000;

export interface BotDeps {
  token: string;
  /** Root of the Bot API server; undefined is Telegram's own. */
  apiRoot: string | undefined;
  log: Logger;
  /** See createInteractiveFetch. */
  callTimeoutMs: number;
}

/** The bot before it has anything to say: its API is what rooms are built with. */
export function createBot({ token, apiRoot, log, callTimeoutMs }: BotDeps) {
  const answered = createAnsweredPresses();
  const fetch = createInteractiveFetch({ log, callTimeoutMs, onAnswer: answered.note });
  const bot = new Bot<HeraldContext>(token, { client: { fetch, ...(apiRoot !== undefined && { apiRoot }) } });
  return { bot, answered };
}

export interface Assembly {
  /** Finds out who is there: sets `actor` and `locale`. */
  identify: Middleware<HeraldContext>;
  /** Whether an update is a way out of whatever the person is in. */
  leaves(ctx: HeraldContext): boolean;
  leaveDialog(userId: number): Promise<void>;
  stage: Stage;
  /** The rooms' handlers, in the order of the rooms. */
  rooms: readonly Middleware<HeraldContext>[];
  /** What nobody handled. */
  otherwise: Middleware<HeraldContext>;
}

/** Puts the shell and the rooms' handlers together, in the one order that works. */
export function assemble({ bot, answered }: ReturnType<typeof createBot>, assembly: Assembly): void {
  const running = createRunningUpdates();
  bot.use(leaveOnRequest({ running, ...assembly }));
  bot.use(sequentialize((ctx) => [String(ctx.chatId ?? ''), String(ctx.from?.id ?? '')]));
  bot.use(answerPresses(answered));
  bot.use(assembly.identify);
  bot.use(limitTime({ running, timeoutMs: TIME_LIMIT_MS, onTimeout: tellTimeout }));
  bot.use(apologise);
  bot.filter((ctx) => ctx.chat?.type === 'private').use(dialogs(assembly));
  for (const room of assembly.rooms) bot.use(room);
  bot.use(assembly.otherwise);
}

function dialogs(assembly: Assembly): Middleware<HeraldContext> {
  const composer = new Composer<HeraldContext>();
  composer.use(
    conversations({ storage: { type: 'context', version: DIALOG_VERSION, adapter: conversationStorage() } }),
  );
  composer.use(createConversation(createDialogConversation(assembly.stage), DIALOG_CONVERSATION));
  return composer;
}

/** Tells the person that something broke on our side, and lets the error go on to the log. */
const apologise: MiddlewareFn<HeraldContext> = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (ctx.chat?.type === 'private') await ctx.reply(t(ctx.locale, 'error-ours')).catch(() => undefined);
    throw error;
  }
};

async function tellTimeout(ctx: HeraldContext): Promise<void> {
  if (ctx.chat?.type === 'private') await ctx.reply(t(ctx.locale, 'error-timeout'));
}
