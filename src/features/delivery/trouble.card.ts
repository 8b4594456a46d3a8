import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import { t } from '@common/i18n/index.js';
import { type GroupId, isId, type TelegramUserId } from '@common/ids.js';
import type { PostAction, PostHistory, TelegramGroup } from '@common/models/index.js';
import { formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { homeButton } from '../../telegram/home-button.js';
import type { Screen } from '../../telegram/screen.js';
import type { CampaignService } from '../campaigns/index.js';
import type { GroupService } from '../groups/index.js';
import type { Notifications } from '../notifications/index.js';
import { MAX_ATTEMPTS } from './action-settling.rules.js';
import { troubledEntries } from './post-history.repo.js';

/** Posts that stand where nothing can be done to them any more, for their group became a supergroup. */
export const MOVED_CARD = 'post.moved';
/** Posts to which Herald could not do what it should. */
const GAVE_UP_CARD = 'post.gave-up';

const SHOWN = 10;
const DAY_MS = 86_400_000;

interface CardDeps {
  clock: Clock;
  notifications: Notifications;
  groups: Pick<GroupService, 'get'>;
  campaigns: Pick<CampaignService, 'get'>;
  adminIds(): Promise<TelegramUserId[]>;
}

/** The cards on which admins read what they have to do by hand in a group: one a group and cause, not one a post. */
export function createTroubleCards({ clock, notifications, groups, campaigns, adminIds }: CardDeps) {
  async function lineOf({ campaignId, sentAt }: PostHistory, actor: Actor): Promise<string> {
    const name = (await campaigns.get(campaignId))?.name ?? '—';
    return `• ${formatMoment(sentAt.getTime(), actor.timezone, actor.locale)} · ${name}`;
  }

  async function screen(
    group: TelegramGroup,
    key: 'trouble-moved' | 'trouble-gave-up',
    entries: readonly PostHistory[],
    actor: Actor,
  ): Promise<Screen> {
    const lines = await Promise.all(entries.map((entry) => lineOf(entry, actor)));
    return {
      body: FormattedString.join([
        FormattedString.bold(group.title),
        '\n\n',
        t(actor.locale, key),
        '\n',
        lines.join('\n'),
      ]),
      rows: [[button(t(actor.locale, 'trouble-group'), 'group.open', group._id)], [homeButton(actor.locale)]],
    };
  }

  function define(
    kind: string,
    key: 'trouble-moved' | 'trouble-gave-up',
    written: Parameters<typeof troubledEntries>[1],
  ) {
    notifications.define(kind, async (id, actor) => {
      const group = isId<GroupId>(id) ? await groups.get(id) : null;
      return group && screen(group, key, await troubledEntries(group._id, written, SHOWN), actor);
    });
  }

  define(MOVED_CARD, 'trouble-moved', { 'actions.result.key': 'action-moved' });
  define(GAVE_UP_CARD, 'trouble-gave-up', { 'actions.attempts': { $gte: MAX_ATTEMPTS } });

  return {
    /** One card a group and day, which shows the latest. */
    async gaveUp({ groupId }: PostHistory, { kind }: PostAction, tx: Tx): Promise<void> {
      // That a post could not be looked at is told with its figures.
      if (kind === 'check') return;
      const thing = { kind: GAVE_UP_CARD, thingId: groupId };
      const thingRev = Math.floor(clock.now() / DAY_MS);
      await notifications.announce(tx, { ...thing, thingRev, to: await adminIds() });
      await notifications.refresh(tx, thing);
    },
  };
}
