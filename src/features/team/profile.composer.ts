import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { LOCALES, say, t } from '@common/i18n/index.js';
import type { UserId } from '@common/ids.js';
import type { User } from '@common/models/index.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { formatMoment } from '@common/time.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { createPanelSlot } from '../../telegram/panel.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';
import type { Members } from './members.service.js';
import { profileScreen } from './profile.view.js';
import { createZoneDialog } from './zone.conversation.js';

interface ProfileDeps {
  members: Members;
  clock: Clock;
  door: DialogDoor;
}

/** What everybody sets for themselves. */
export function createProfileScreens({ members, clock, door }: ProfileDeps) {
  const panels = createPanelSlot<User>();

  async function card(userId: UserId): Promise<Screen> {
    const user = await members.get(userId);
    if (!user) throw new Error('whoever looks at themselves is there');
    const { timezone, locale, telegramId, name, role } = user;
    const actor: Actor = { userId, telegramId, name, role, timezone, locale: locale as Actor['locale'] };
    return profileScreen(
      { ...user, locale: actor.locale },
      formatMoment(clock.now(), timezone, locale),
      await panels.draw(user, actor),
    );
  }
  const dialog = createZoneDialog({ members, clock, card });

  async function show(ctx: TeamContext): Promise<void> {
    await present(ctx, await card(ctx.actor.userId));
  }

  async function told(ctx: TeamContext, outcome: Outcome<User>): Promise<void> {
    if (isRefused(outcome)) await toast(ctx, say(ctx.locale, outcome.refused));
    else await toast(ctx, t(ctx.locale, 'team-done'));
    await show(ctx);
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'profile.open', show);
  onPress(team, 'profile.zone', (ctx) => door.enter(ctx, dialog));
  onPress(team, 'profile.notify', async (ctx, { rev }) => {
    const user = await members.get(ctx.actor.userId);
    if (user) await told(ctx, await members.setProfile(ctx.actor, rev, { notify: !user.notify }));
  });
  onPress(team, 'profile.locale', async (ctx, { id, rev }) => {
    const locale = LOCALES.find((known) => known === id);
    if (locale) await told(ctx, await members.setProfile(ctx.actor, rev, { locale }));
  });

  const section: Section = { id: 'profile', label: { key: 'section-profile' }, open: show };
  return { composer, section, dialog, panels };
}
