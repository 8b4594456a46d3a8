import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import type { Logger } from '@common/logger.js';
import type { Api } from 'grammy';
import type { BotCommand } from 'grammy/types';

interface CommandsDeps {
  api: Api;
  log: Logger;
  admins(): Promise<Actor[]>;
}

function commandsOf(locale: Actor['locale'], role: Actor['role']): BotCommand[] {
  const names =
    role === 'admin' ? (['start', 'cancel', 'stop', 'resume'] as const) : (['start', 'cancel'] as const);
  return names.map((command) => ({ command, description: t(locale, `command-${command}`) }));
}

/** Offers an admin their commands; whoever is none is left those of everybody. */
export async function offerCommands(
  { api, log }: Pick<CommandsDeps, 'api' | 'log'>,
  { telegramId, locale, role }: Pick<Actor, 'telegramId' | 'locale' | 'role'>,
): Promise<void> {
  const scope = { type: 'chat', chat_id: telegramId } as const;
  const offered =
    role === 'admin'
      ? api.setMyCommands(commandsOf(locale, role), { scope })
      : api.deleteMyCommands({ scope });
  // Telegram knows no chat with somebody who has never written to the bot.
  await offered.catch((error: unknown) => log.warn({ err: error, telegramId }, 'commands were not offered'));
}

/** Sets the commands that Telegram offers: to everybody those of an operator, to each admin theirs. */
export async function setCommands({ api, log, admins }: CommandsDeps): Promise<void> {
  await api.setMyCommands(commandsOf('en', 'operator'), { scope: { type: 'all_private_chats' } });
  for (const admin of await admins()) await offerCommands({ api, log }, admin);
}
