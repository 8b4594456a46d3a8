import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { CampaignId, GroupId } from '@common/ids.js';
import type { Campaign, PostAction, ScheduledPost, TelegramGroup } from '@common/models/index.js';
import { touchedIn } from '../queue/index.js';
import { actionsOf, planned } from './actions.rules.js';

interface AfterSendDeps {
  clock: Clock;
  campaigns: { get(id: CampaignId, tx: Tx): Promise<Campaign | null> };
  groups: {
    get(id: GroupId, tx: Tx): Promise<TelegramGroup | null>;
    worked(group: TelegramGroup, tx: Tx): Promise<void>;
    refused(id: GroupId, why: Message, tx: Tx): Promise<void>;
  };
  /** Whether its creative, campaign or brand was taken down. */
  isTakenDown(post: ScheduledPost, campaign: Campaign | null, tx: Tx): Promise<boolean>;
  /** It stands in a chat that its group has left behind. */
  tellMoved(group: TelegramGroup, tx: Tx): Promise<void>;
  /** Something may be due. */
  nudge(): void;
}

/** What follows for a post from its being sent; asked in the transaction that writes it down. */
export interface AfterSend {
  actionsFor(post: ScheduledPost, sentAt: Date, tx: Tx): Promise<PostAction[]>;
  /** Telegram refused it; the reason may be its group's. */
  refused(post: ScheduledPost, why: Message, tx: Tx): Promise<void>;
  nudge(): void;
}

const UNPLACED = { deleteAfterHours: null, pin: false };

/** Whether the look for another post has put that one's buttons under it, or may have. */
async function isTouched({ _id, chatId, messageId }: ScheduledPost, tx: Tx): Promise<boolean> {
  if (chatId === null) return false;
  const touched = await touchedIn(chatId, tx);
  return touched.some((one) => one.messageId === messageId && one.postId !== _id);
}

export function createAfterSend(deps: AfterSendDeps): AfterSend {
  const { clock, campaigns, groups, isTakenDown, nudge } = deps;
  return {
    nudge,
    refused: ({ groupId }, why, tx) => groups.refused(groupId, why, tx),
    async actionsFor(post, sentAt, tx) {
      const group = await groups.get(post.groupId, tx);
      if (group) await groups.worked(group, tx);
      // Nothing can be done to what nobody can name.
      if (post.messageId === null) return [];
      const campaign = await campaigns.get(post.campaignId, tx);
      const moved = group !== null && group.chatId !== post.chatId;
      if (moved) await deps.tellMoved(group, tx);
      const dress = !moved && (await isTouched(post, tx)) ? [planned('dress', clock.now())] : [];
      const actions = actionsOf({
        postId: post._id,
        sentAt: sentAt.getTime(),
        now: clock.now(),
        placement: campaign?.placement ?? UNPLACED,
        mayPin: group?.policy.pin ?? false,
        takenDown: await isTakenDown(post, campaign, tx),
        moved,
      });
      return [...dress, ...actions];
    },
  };
}
