import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot as GramioBot, TelegramError as GramioError, MediaInput, MediaUpload } from 'gramio';
import { Input, Telegraf, TelegramError } from 'telegraf';
import { describe, expect, it, onTestFinished } from 'vitest';
import { jpeg, type Running, startTelegram } from './local-telegram.js';

/** What a bot of any library does here: the script below is the same for all. */
interface ForeignBot {
  /** Answers /start with a keyboard, a press with a toast and an edit, a picture with its size in bytes. */
  start(): Promise<void>;
  stop(): Promise<void>;
  sendAlbum(chatId: number, pictures: Buffer[]): Promise<number>;
  /** Why Telegram refuses an edit of a message that is not there: code and description. */
  refusalOfEdit(chatId: number): Promise<{ code: number; description: string }>;
}

const KEYBOARD = { inline_keyboard: [[{ text: 'Press me', callback_data: 'pressed' }]] };

function telegrafBot({ telegram, apiRoot }: Running, hook?: string): ForeignBot {
  const bot = new Telegraf(telegram.token, { telegram: { apiRoot } });
  bot.start((ctx) => ctx.reply('Welcome', { reply_markup: KEYBOARD }));
  bot.action('pressed', async (ctx) => {
    await ctx.answerCbQuery('Got it');
    await ctx.editMessageText('You pressed');
  });
  bot.on('photo', async (ctx) => {
    const link = await ctx.telegram.getFileLink(ctx.message.photo.at(-1)?.file_id ?? '');
    const bytes = await (await fetch(link)).arrayBuffer();
    await ctx.replyWithPhoto(Input.fromBuffer(Buffer.from(bytes), 'again.jpg'), {
      caption: `${bytes.byteLength} bytes`,
    });
  });
  return {
    start: () => startTelegraf(bot, hook),
    // One that never polled has nothing to stop.
    stop: async () => {
      if (hook === undefined) bot.stop();
    },
    sendAlbum: async (chatId, pictures) => {
      const media = pictures.map((bytes) => ({
        type: 'photo' as const,
        media: Input.fromBuffer(bytes, 'a.jpg'),
      }));
      return (await bot.telegram.sendMediaGroup(chatId, media)).length;
    },
    refusalOfEdit: (chatId) =>
      bot.telegram.editMessageText(chatId, 99_999, undefined, 'x').then(
        () => ({ code: 200, description: '' }),
        (error: unknown) => {
          if (!(error instanceof TelegramError)) throw error;
          return { code: error.code, description: error.description };
        },
      ),
  };
}

/** `launch` resolves only when the bot stops. */
async function startTelegraf(bot: Telegraf, hook: string | undefined): Promise<void> {
  if (hook === undefined) return void bot.launch().catch(() => undefined);
  const handle = bot.webhookCallback('/hook', { secretToken: 'hush' });
  const server = createServer((req, res) => void handle(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  await bot.telegram.setWebhook(`http://127.0.0.1:${port}${hook}`, { secret_token: 'hush' });
}

function gramioBot({ telegram, apiRoot }: Running): ForeignBot {
  const bot = new GramioBot(telegram.token, { api: { baseURL: `${apiRoot}/bot` } })
    .command('start', (ctx) => ctx.send('Welcome', { reply_markup: KEYBOARD }))
    .callbackQuery('pressed', async (ctx) => {
      await ctx.answer('Got it');
      await ctx.editText('You pressed');
    })
    .on('message', async (ctx) => {
      const file = ctx.photo?.at(-1);
      if (!file) return;
      const { file_path = '' } = await bot.api.getFile({ file_id: file.fileId });
      const bytes = await (await fetch(`${apiRoot}/file/bot${telegram.token}/${file_path}`)).arrayBuffer();
      await ctx.sendPhoto(MediaUpload.buffer(Buffer.from(bytes), 'again.jpg'), {
        caption: `${bytes.byteLength} bytes`,
      });
    });
  return {
    start: async () => {
      await bot.start();
    },
    stop: async () => {
      await bot.stop();
    },
    sendAlbum: async (chat_id, pictures) => {
      const media = pictures.map((bytes) => MediaInput.photo(MediaUpload.buffer(bytes, 'a.jpg')));
      return (await bot.api.sendMediaGroup({ chat_id, media })).length;
    },
    refusalOfEdit: async (chat_id) => {
      const answer = await bot.api.editMessageText({
        chat_id,
        message_id: 99_999,
        text: 'x',
        suppress: true,
      });
      if (!(answer instanceof GramioError)) throw new Error('gramio told of no refusal');
      return { code: answer.code, description: answer.message };
    },
  };
}

describe.each<[string, (running: Running) => ForeignBot]>([
  ['telegraf, polling', (running) => telegrafBot(running)],
  ['telegraf, by webhook', (running) => telegrafBot(running, '/hook')],
  ['gramio, polling', gramioBot],
])('a bot of %s', (_, createBot) => {
  it('is served as by Telegram: commands, keyboards, uploads, downloads, albums, edits, refusals', async () => {
    const running = await startTelegram();
    const { telegram } = running;
    const olga = telegram.person({ first_name: 'Olga' });
    const bot = createBot(running);
    await bot.start();
    onTestFinished(() => bot.stop());

    olga.starts();
    await olga.sees(/Welcome\n\[Press me\]/);
    olga.presses('Press me');
    expect(await olga.seesToast(/Got it/)).toBe('Got it');
    await olga.sees(/You pressed$/);

    const picture = jpeg();
    olga.sendsPhoto(picture);
    const again = await olga.sees(new RegExp(`^${picture.length} bytes`));
    expect(again.photo?.at(-1)?.file_size).toBe(picture.length);

    expect(await bot.sendAlbum(olga.id, [jpeg(), jpeg(10, 10)])).toBe(2);
    expect(olga.messages().filter(({ media_group_id }) => media_group_id)).toHaveLength(2);
    expect(await bot.refusalOfEdit(olga.id)).toEqual({
      code: 400,
      description: 'Bad Request: message to edit not found',
    });
  });
});
