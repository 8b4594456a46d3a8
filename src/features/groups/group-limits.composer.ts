import { say, t } from '@common/i18n/index.js';
import { type GroupId, isId } from '@common/ids.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { present, toast } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { type SettingsService, settingsActions } from '../settings/index.js';
import { groupActions } from './group.policy.js';
import type { GroupService } from './group.service.js';
import { ALL_GROUPS, groupLimitsScreen, type LimitedGroups, readGroupLimit } from './group-limits.view.js';

interface GroupLimitsDeps {
  groups: Pick<GroupService, 'get' | 'setLimits'>;
  settings: Pick<SettingsService, 'read' | 'setLimits'>;
  /** Told when a group bears more or less: what waited for that may go. */
  onLimits(): Promise<void>;
}

/** The screens on which admins say how much a group bears, and what holds where nothing is said. */
export function groupLimitsComposer({
  groups,
  settings,
  onLimits,
}: GroupLimitsDeps): Composer<HeraldContext> {
  async function limitsOf({ actor, locale }: TeamContext, id: string): Promise<LimitedGroups | undefined> {
    if (id === ALL_GROUPS) {
      const { rev, limits, quietHours } = await settings.read();
      return {
        id,
        rev,
        title: t(locale, 'limits-all'),
        limits: { ...limits, quietHours },
        maySet: may(actor, settingsActions.limit),
      };
    }
    const group = isId<GroupId>(id) ? await groups.get(id) : null;
    if (!group) return undefined;
    const { rev, title, policy } = group;
    return { id, rev, title, limits: policy, maySet: may(actor, groupActions.limit, group) };
  }

  async function show(ctx: TeamContext, id: string): Promise<void> {
    const limited = await limitsOf(ctx, id);
    if (limited) await present(ctx, groupLimitsScreen(limited, ctx.actor));
    else await toast(ctx, t(ctx.locale, 'refused-gone'));
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'group.limits', (ctx, { id }) => show(ctx, id));
  onPress(team, 'group.limit', async (ctx, { id: pressed, rev }) => {
    const read = readGroupLimit(pressed, ctx.locale);
    if (!read) return;
    const { id, limits } = read;
    const outcome: Outcome<unknown> = isId<GroupId>(id)
      ? await groups.setLimits(ctx.actor, id, rev, limits)
      : await settings.setLimits(ctx.actor, rev, limits);
    if (isRefused(outcome)) await toast(ctx, say(ctx.locale, outcome.refused));
    else await onLimits();
    await show(ctx, id);
  });
  return composer;
}
