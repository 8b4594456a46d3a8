import { nearestLocale, t } from '@common/i18n/index.js';
import { shownName } from '@common/shown-name.js';
import { Composer, type MiddlewareFn } from 'grammy';
import { type HeraldContext, isTeam } from '../../telegram/context.js';
import { readDeepLink } from '../../telegram/deep-link.js';
import { chatOrigin } from '../../telegram/route.js';
import type { Joining } from './joining.js';
import type { TeamService } from './team.service.js';

/**
 * Finds out who is there, anew for each update: a removed person loses their role at once. `adminIds` are admins from
 * their first word on.
 */
export function identify(
  team: TeamService,
  joining: Joining,
  adminIds: readonly number[],
): MiddlewareFn<HeraldContext> {
  return async (ctx, next) => {
    ctx.actor = ctx.from && !ctx.from.is_bot ? await team.actorOf(ctx.from.id) : undefined;
    if (ctx.from && !ctx.from.is_bot && !ctx.actor && adminIds.includes(ctx.from.id)) {
      // Does nothing for somebody who was removed: being named at the start is no way back.
      await joining.ensureMember(ctx.from, 'admin');
      ctx.actor = await team.actorOf(ctx.from.id);
    }
    if (ctx.actor) {
      ctx.actor.origin = chatOrigin(ctx);
      await team.seen(ctx.actor);
    }
    ctx.locale = ctx.actor?.locale ?? nearestLocale(ctx.from?.language_code);
    await next();
  };
}

/** The first admin's one-time link. */
export function claimComposer(team: TeamService, welcome: (ctx: HeraldContext) => Promise<unknown>) {
  const composer = new Composer<HeraldContext>();
  composer.chatType('private').command('start', async (ctx, next) => {
    const link = readDeepLink(ctx.match);
    if (link?.purpose !== 'claim') return next();
    if (!(await team.claim(ctx.from, link.token)))
      return void (await ctx.reply(t(ctx.locale, 'link-invalid')));
    ctx.actor = await team.actorOf(ctx.from.id);
    await ctx.reply(t(ctx.locale, 'claim-welcome', { name: shownName(ctx.from.first_name) }));
    await welcome(ctx);
  });
  return composer;
}

/** Other bots get no answer in private: two bots that answer each other would never end. */
export function botsComposer() {
  const composer = new Composer<HeraldContext>();
  composer.chatType('private').use(async (ctx, next) => {
    if (!ctx.from?.is_bot) await next();
  });
  return composer;
}

/** Strangers get one polite line in a private chat, and nothing else of Herald from here on. */
export function strangersComposer() {
  const composer = new Composer<HeraldContext>();
  composer.chatType('private').use(async (ctx, next) => {
    if (isTeam(ctx)) return next();
    if (ctx.callbackQuery) await ctx.answerCallbackQuery({ text: t(ctx.locale, 'stranger') });
    else if (ctx.message) await ctx.reply(t(ctx.locale, 'stranger'));
  });
  return composer;
}
