import { say, t } from '@common/i18n/index.js';
import { isRefused } from '@common/outcome.js';
import { shownName } from '@common/shown-name.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import type { HeraldContext } from '../../telegram/context.js';
import { readDeepLink } from '../../telegram/deep-link.js';
import { present, toast } from '../../telegram/screen.js';
import type { Invitations } from './invitations.service.js';
import type { TeamService } from './team.service.js';
import { acceptScreen } from './team.view.js';

interface InvitationDeps {
  invitations: Invitations;
  team: Pick<TeamService, 'actorOf'>;
  /** Opens Home for who has just become a member. */
  welcome(ctx: HeraldContext): Promise<unknown>;
}

/** What an invited person meets: who invites them to what, and one button that says yes. */
export function invitationComposer({ invitations, team, welcome }: InvitationDeps): Composer<HeraldContext> {
  const composer = new Composer<HeraldContext>();
  const people = composer.chatType('private');

  people.command('start', async (ctx, next) => {
    const link = readDeepLink(ctx.match);
    if (link?.purpose !== 'invite') return next();
    const invitation = await invitations.look(link.token, ctx.from.id);
    if (invitation) await present(ctx, acceptScreen(invitation, link.token, ctx.locale));
    else await ctx.reply(t(ctx.locale, 'link-invalid'));
  });

  onPress(people, 'invite.accept', async (ctx, { id: token }) => {
    const outcome = await invitations.accept(token, ctx.from);
    if (isRefused(outcome)) return toast(ctx, say(ctx.locale, outcome.refused));
    ctx.actor = await team.actorOf(ctx.from.id);
    const role = t(ctx.locale, `role-${outcome.ok.role}`);
    await present(ctx, {
      body: { text: t(ctx.locale, 'team-welcome', { name: shownName(ctx.from.first_name), role }) },
      rows: [],
    });
    await welcome(ctx);
  });

  onPress(people, 'invite.decline', (ctx) =>
    present(ctx, { body: { text: t(ctx.locale, 'team-declined') }, rows: [] }),
  );
  return composer;
}
