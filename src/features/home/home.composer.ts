import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { HOME_VERB, homeButton } from '../../telegram/home-button.js';
import { isUneditable, present } from '../../telegram/screen.js';
import { LEAVE_VERB } from '../../telegram/ways-out.js';
import { type HomeMenu, homeText } from './home.menu.js';

export interface HomeDeps {
  menu: HomeMenu;
  /** What a person must know before anything else. */
  notices(actor: Actor): Promise<string[]>;
}

export interface Home {
  composer: Composer<HeraldContext>;
  /** Shows Home: a press turns its message into it, a command sends a new one. */
  open(ctx: TeamContext): Promise<void>;
  /** Sends Home below whatever stands there. */
  send(ctx: TeamContext): Promise<void>;
}

/** The dialog itself was ended before: the shell does that even while something hangs. */
async function tellLeft(ctx: TeamContext): Promise<void> {
  const { locale } = ctx.actor;
  await present(ctx, { body: { text: t(locale, 'dialog-cancelled') }, rows: [[homeButton(locale)]] });
}

/** /start, every Home button, and the ways out of a dialog. */
export function createHome({ menu: { menu, isMadeUp }, notices }: HomeDeps): Home {
  const textFor = async (ctx: TeamContext) => homeText(ctx.actor, await notices(ctx.actor));

  async function send(ctx: TeamContext): Promise<void> {
    const { text, entities = [] } = await textFor(ctx);
    await ctx.reply(text, { entities, reply_markup: menu });
  }

  async function open(ctx: TeamContext): Promise<void> {
    if (!ctx.callbackQuery?.message) return send(ctx);
    const { text, entities = [] } = await textFor(ctx);
    await ctx.editMessageText(text, { entities, reply_markup: menu }).catch(async (error: unknown) => {
      if (!isUneditable(error)) throw error;
      await send(ctx);
    });
  }

  const composer = new Composer<HeraldContext>();
  composer.filter((ctx) => !isMadeUp(ctx)).use(menu);
  const team = composer.filter(isTeam);
  team.chatType('private').command(['start', 'help'], (ctx) => open(ctx));
  team.chatType('private').command('cancel', tellLeft);
  onPress(team, LEAVE_VERB, tellLeft);
  onPress(team, HOME_VERB, (ctx) => open(ctx));
  return { composer, open, send };
}
