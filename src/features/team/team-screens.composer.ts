import type { Actor } from '@common/actor.js';
import { say, t } from '@common/i18n/index.js';
import { isId, type MagicLinkId, newId, type UserId } from '@common/ids.js';
import type { User } from '@common/models/index.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { Composer, InputFile } from 'grammy';
import { toBuffer } from 'qrcode';
import { onPress, type Press, type Verb } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { deepLinkUrl } from '../../telegram/deep-link.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { pageOf } from '../../telegram/pager.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';
import { type Act, may } from '../audit/index.js';
import { ACCEPTED_CARD, EXPIRED_CARD, type Invitations } from './invitations.service.js';
import { createInviteDialog } from './invite.conversation.js';
import type { IssuedLink } from './magic-links.js';
import type { Members } from './members.service.js';
import { teamActions } from './team.policy.js';
import {
  acceptedScreen,
  askRemoveScreen,
  invitationScreen,
  invitationsScreen,
  memberScreen,
  teamScreen,
  tooLateScreen,
} from './team.view.js';

interface TeamScreensDeps {
  act: Pick<Act, 'check'>;
  members: Members;
  invitations: Invitations;
  door: DialogDoor;
  botUsername(): string;
}

/** Wide enough for a phone's camera, small enough for a bubble. */
const QR_PIXELS = 480;

/** The team on its admins' side: who is in it, who may come, and what each may do. */
export function createTeamScreens({ act, members, invitations, door, botUsername }: TeamScreensDeps) {
  const urlOf = (token: string) => deepLinkUrl(botUsername(), { purpose: 'invite', token });
  const issuedCard = ({ link, token }: IssuedLink, actor: Actor): Screen =>
    invitationScreen(link, { url: urlOf(token), token }, actor);
  const dialog = createInviteDialog({ invitations, card: issuedCard });

  async function openList(ctx: TeamContext, page: number): Promise<void> {
    const [all, open] = await Promise.all([members.list(), invitations.open(ctx.actor)]);
    await present(ctx, teamScreen(pageOf(all, page), open.length, ctx.actor));
  }

  async function withMember(ctx: TeamContext, id: string, show: (user: User) => Screen): Promise<void> {
    const user = isId<UserId>(id) ? await members.get(id) : null;
    if (user) await present(ctx, show(user));
    else await toast(ctx, t(ctx.locale, 'refused-gone'));
  }
  const openMember = (ctx: TeamContext, id: string) =>
    withMember(ctx, id, (user) => memberScreen(user, ctx.actor));

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  /** What others may not even look at. */
  function onAdminPress(verb: Verb, handle: (ctx: TeamContext, press: Press) => Promise<unknown>): void {
    onPress(team, verb, async (ctx, press) => {
      const problem = await act.check(ctx.actor, teamActions.look, 'team');
      if (problem) await toast(ctx, say(ctx.locale, problem));
      else await handle(ctx, press);
    });
  }
  onAdminPress('team.list', (ctx, { id }) => openList(ctx, Number(id) || 0));
  onAdminPress('team.member', (ctx, { id }) => openMember(ctx, id));
  onAdminPress('team.invite', (ctx) => door.enter(ctx, dialog));
  onAdminPress('team.invitations', async (ctx) =>
    present(ctx, invitationsScreen(await invitations.open(ctx.actor), ctx.actor)),
  );
  onAdminPress('team.revoke', async (ctx, { id }) => {
    const outcome = isId<MagicLinkId>(id) ? await invitations.revoke(ctx.actor, id) : undefined;
    if (!outcome || isRefused(outcome)) await toast(ctx, t(ctx.locale, 'refused-gone'));
    else await toast(ctx, t(ctx.locale, 'team-revoked'));
    await openList(ctx, 0);
  });
  onAdminPress('team.qr', async (ctx, { id: token }) => {
    const picture = await toBuffer(urlOf(token), { width: QR_PIXELS, margin: 2 });
    await ctx.replyWithPhoto(new InputFile(picture, 'invitation.png'), {
      caption: t(ctx.locale, 'team-qr-caption'),
    });
  });
  onAdminPress('team.again', async (ctx, { id }) => {
    const old = isId<MagicLinkId>(id) ? await invitations.get(id) : null;
    if (!old?.role) return toast(ctx, t(ctx.locale, 'refused-gone'));
    const issued = await invitations.invite(ctx.actor, newId(), { role: old.role, name: old.name });
    if (isRefused(issued)) await toast(ctx, say(ctx.locale, issued.refused));
    else await present(ctx, issuedCard(issued.ok, ctx.actor));
  });

  function decision(
    verb: `team.${string}`,
    decide: (actor: Actor, id: UserId, rev: number) => Promise<Outcome<User>>,
  ): void {
    onAdminPress(verb, async (ctx, { id, rev }: Press) => {
      if (!isId<UserId>(id)) return;
      const outcome = await decide(ctx.actor, id, rev);
      await toast(ctx, isRefused(outcome) ? say(ctx.locale, outcome.refused) : t(ctx.locale, 'team-done'));
      // Whoever is no admin any more has nothing to look at here.
      const demoted = !isRefused(outcome) && id === ctx.actor.userId && outcome.ok.role !== 'admin';
      if (demoted) await present(ctx, { body: { text: t(ctx.locale, 'team-demoted') }, rows: [] });
      else await openMember(ctx, id);
    });
  }
  decision('team.admin', (actor, id, rev) => members.setRole(actor, id, rev, 'admin'));
  decision('team.operator', (actor, id, rev) => members.setRole(actor, id, rev, 'operator'));
  decision('team.disable', members.disable);
  decision('team.enable', members.enable);
  decision('team.remove', members.remove);
  onAdminPress('team.ask-remove', (ctx, { id }) =>
    withMember(ctx, id, (user) => askRemoveScreen(user, ctx.actor)),
  );

  const section: Section = {
    id: 'team',
    label: { key: 'section-team' },
    visible: (actor) => may(actor, teamActions.look),
    open: (ctx) => openList(ctx, 0),
  };

  /** How the room's cards look; whoever sends cards draws them by these. */
  const cards = {
    async [EXPIRED_CARD](id: string, actor: Actor): Promise<Screen | null> {
      const link = isId<MagicLinkId>(id) ? await invitations.get(id) : null;
      return link && may(actor, teamActions.invite) ? tooLateScreen(link, actor) : null;
    },
    async [ACCEPTED_CARD](id: string, actor: Actor): Promise<Screen | null> {
      const link = isId<MagicLinkId>(id) ? await invitations.get(id) : null;
      const user = link?.usedBy ? await members.byTelegramId(link.usedBy) : null;
      return link && user && acceptedScreen(link, user, actor);
    },
  };
  return { composer, section, dialog, cards };
}
