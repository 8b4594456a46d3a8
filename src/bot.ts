import { nearestLocale, t } from '@common/i18n/index.js';
import { asTelegramUserId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import { Composer, type Middleware } from 'grammy';
import { createHome, createHomeMenu, offerCommands } from './features/home/index.js';
import {
  botsComposer,
  claimComposer,
  identify,
  invitationComposer,
  strangersComposer,
} from './features/team/index.js';
import type { Rooms } from './rooms.js';
import { type HeraldContext, isTeam } from './telegram/context.js';
import { assemble, type createBot } from './telegram/create-bot.js';
import { leaveConversation } from './telegram/dialog/conversation-storage.repo.js';
import { draftRepo } from './telegram/dialog/draft.repo.js';
import type { DialogDoor } from './telegram/dialog/enter.js';
import { resumeLostDialog } from './telegram/dialog/lost.js';
import { createStage } from './telegram/dialog/stage.js';
import { toast } from './telegram/screen.js';
import type { DeadPresses } from './telegram/updates/dead-presses.js';
import { leaves } from './telegram/ways-out.js';

interface BotParts {
  shell: ReturnType<typeof createBot>;
  rooms: Rooms;
  door: DialogDoor;
  adminIds: readonly number[];
  log: Logger;
  deadPresses: DeadPresses;
  /** Whether another program seems to use our token. */
  isRivaled(): boolean;
}

/** Puts the rooms' handlers behind the shell, in the order that decides who may reach what. */
export function assembleBot(parts: BotParts): void {
  const { shell, rooms, door, adminIds, log, isRivaled } = parts;
  const { act, team, joining, members, loop, notifications } = rooms;
  const offering = { api: shell.bot.api, log };
  const home = createHome({
    menu: createHomeMenu(rooms.sections),
    notices: async (actor) => [
      ...(await rooms.notices(actor)),
      ...(isRivaled() ? [t(actor.locale, 'trouble-rival')] : []),
    ],
  });
  async function welcome(ctx: HeraldContext): Promise<void> {
    if (!isTeam(ctx)) return;
    await offerCommands(offering, ctx.actor);
    await home.send(ctx);
  }
  async function leaveDialog(userId: number): Promise<void> {
    await leaveConversation(userId);
    await draftRepo.removeOf(asTelegramUserId(userId));
  }
  // What somebody may do has changed: what they are in the middle of may be nothing for them any more.
  members.onChanged.add(async ({ telegramId, locale, role, status }) => {
    await leaveDialog(telegramId);
    const now = status === 'active' ? role : 'operator';
    await offerCommands(offering, { telegramId, locale: nearestLocale(locale), role: now });
  });
  act.onDone.add(loop.nudge);
  act.onDone.add(notifications.nudge);
  assemble(shell, {
    identify: new Composer(identify(team, joining, adminIds), async (ctx, next) => {
      await next();
      // A reader's press on an ad may have told of something.
      if (ctx.callbackQuery) notifications.nudge();
    }),
    leaves,
    leaveDialog,
    stage: createStage({
      api: shell.bot.api,
      drafts: draftRepo,
      dialogs: rooms.dialogs,
      actorOf: team.actorOf,
    }),
    rooms: [
      botsComposer(),
      rooms.adLinks,
      inPrivate(home.composer),
      claimComposer(team, welcome),
      invitationComposer({ ...rooms, welcome }),
      ...rooms.open,
      strangersComposer(),
      resumeLostDialog(draftRepo, door),
      ...rooms.forTeam.map(inPrivate),
    ],
    otherwise: tellUnknown(parts),
  });
}

/** What the team sees is for its eyes: a button of theirs does nothing where others look on, whoever made it up. */
function inPrivate(room: Composer<HeraldContext>): Composer<HeraldContext> {
  const composer = new Composer<HeraldContext>();
  composer.chatType('private').use(room);
  return composer;
}

/** Groups are left alone; a person in a private chat gets a word. */
function tellUnknown({ log, deadPresses }: BotParts): Middleware<HeraldContext> {
  return async (ctx) => {
    const { callbackQuery: press } = ctx;
    if (press && deadPresses.isWorthALine(press))
      log.info({ from: press.from.id, chat: ctx.chatId }, 'a button that leads nowhere');
    if (ctx.chat?.type !== 'private') return;
    if (press) await toast(ctx, t(ctx.locale, 'stale-button'));
    else if (ctx.message) await ctx.reply(t(ctx.locale, 'unknown-message'));
  };
}
