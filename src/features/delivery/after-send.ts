import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { CampaignId, GroupId } from '@common/ids.js';
import type { Campaign, PostAction, ScheduledPost, TelegramGroup } from '@common/models/index.js';
import { touchedIn } from '../queue/index.js';
import { actionsOf, planned } from './actions.rules.js';
import { once } from './once.js';

interface AfterSendDeps {
  clock: Clock;
  campaigns: { get(id: CampaignId, tx: Tx): Promise<Campaign | null> };
  groups: {
    many(ids: readonly GroupId[], tx: Tx): Promise<ReadonlyMap<GroupId, TelegramGroup>>;
    worked(group: TelegramGroup, tx: Tx): Promise<void>;
    refused(id: GroupId, why: Message, tx: Tx): Promise<void>;
  };
  /** Tells of posts, in one transaction, whether their creative, campaign or brand was taken down. */
  takenDownIn(tx: Tx): (post: ScheduledPost, campaign: Campaign | null) => Promise<boolean>;
  /** It stands in a chat that its group has left behind. */
  tellMoved(group: TelegramGroup, tx: Tx): Promise<void>;
  /** Something may be due. */
  nudge(): void;
}

export interface SentPost {
  post: ScheduledPost;
  sentAt: Date;
}

/** What follows for posts from their being sent; asked in the transaction that writes it down. */
export interface AfterSend {
  /** One list a post, in their order. */
  actionsFor(sent: readonly SentPost[], tx: Tx): Promise<PostAction[][]>;
  /** Telegram refused it; the reason may be its group's. */
  refused(post: ScheduledPost, why: Message, tx: Tx): Promise<void>;
  nudge(): void;
}

const UNPLACED = { deleteAfterHours: null, pin: false };

/** Tells whether the look for another post has put that one's buttons under a post, or may have. */
async function touchIn(sent: readonly SentPost[], tx: Tx): Promise<(post: ScheduledPost) => boolean> {
  const chatIds = [...new Set(sent.flatMap(({ post: { chatId } }) => (chatId === null ? [] : [chatId])))];
  const touched = await touchedIn(chatIds, tx);
  return ({ _id, chatId, messageId }) =>
    touched.some((one) => one.chatId === chatId && one.messageId === messageId && one.postId !== _id);
}

export function createAfterSend(deps: AfterSendDeps): AfterSend {
  const { clock, campaigns, groups, takenDownIn, nudge } = deps;
  return {
    nudge,
    refused: ({ groupId }, why, tx) => groups.refused(groupId, why, tx),
    async actionsFor(sent, tx) {
      const all = await groups.many(
        sent.map(({ post }) => post.groupId),
        tx,
      );
      for (const group of all.values()) await groups.worked(group, tx);
      const campaignOf = once((id: CampaignId) => campaigns.get(id, tx));
      const isTakenDown = takenDownIn(tx);
      const isTouched = await touchIn(sent, tx);

      async function actionsOfOne({ post, sentAt }: SentPost): Promise<PostAction[]> {
        // Nothing can be done to what nobody can name.
        if (post.messageId === null) return [];
        const group = all.get(post.groupId);
        const campaign = await campaignOf(post.campaignId);
        const moved = group !== undefined && group.chatId !== post.chatId;
        if (moved) await deps.tellMoved(group, tx);
        const dress = !moved && isTouched(post) ? [planned('dress', clock.now())] : [];
        const actions = actionsOf({
          postId: post._id,
          sentAt: sentAt.getTime(),
          now: clock.now(),
          placement: campaign?.placement ?? UNPLACED,
          mayPin: group?.policy.pin ?? false,
          takenDown: await isTakenDown(post, campaign),
          moved,
        });
        return [...dress, ...actions];
      }

      const lists: PostAction[][] = [];
      // A transaction takes one call after the other.
      for (const one of sent) lists.push(await actionsOfOne(one));
      return lists;
    },
  };
}
