import type { ScheduledPost } from '@common/models/index.js';
import type { CampaignService } from '../campaigns/index.js';
import { type CreativeService, creativeLabel } from '../creatives/index.js';
import type { GroupService } from '../groups/index.js';
import type { PostLine } from './queue.view.js';

interface PostLinesDeps {
  campaigns: Pick<CampaignService, 'get'>;
  creatives: Pick<CreativeService, 'get'>;
  groups: Pick<GroupService, 'get'>;
}

const HOUR_MS = 3_600_000;
/** Ids of supergroups and channels are this and the number that stands in links. */
const LINKABLE = /^-100(\d+)$/;

/** What a person says was sent without saying where, Herald can't take away again. */
function byHand({ status, messageId, intentAt }: ScheduledPost, hours: number | null) {
  if (status !== 'sent' || messageId !== null || !intentAt || hours === null) return {};
  return { deleteByHandAt: intentAt.getTime() + hours * HOUR_MS };
}

/** The names of a post's parts, and its link. */
export function createPostLines({ campaigns, creatives, groups }: PostLinesDeps) {
  return {
    async describe(post: ScheduledPost): Promise<PostLine> {
      const [campaign, group, creative] = await Promise.all([
        campaigns.get(post.campaignId),
        groups.get(post.groupId),
        creatives.get(post.creativeId),
      ]);
      return {
        post,
        campaign: campaign?.name ?? '—',
        group: group?.title ?? '—',
        creative: creative ? creativeLabel(creative) : '—',
        ...byHand(post, campaign?.placement.deleteAfterHours ?? null),
      };
    },

    /** What stands for the post's chat in links to its messages. */
    async chatInLinks({ groupId, chatId }: ScheduledPost): Promise<string[]> {
      const [, number] = LINKABLE.exec(String(chatId)) ?? [];
      const username = (await groups.get(groupId))?.username;
      return [...(number ? [number] : []), ...(username ? [`@${username.toLowerCase()}`] : [])];
    },

    /**
     * Opens the post in its group; of one that may stand there, the message that may be
     * it, or the one before. Undefined where nothing stands,
     * and in basic groups, whose messages have no links.
     */
    async linkTo({ groupId, chatId, messageId, suspectId, lastKnownMessageId }: ScheduledPost) {
      const message = messageId ?? suspectId ?? lastKnownMessageId;
      const [, number] = LINKABLE.exec(String(chatId)) ?? [];
      if (message === null || number === undefined) return undefined;
      const username = (await groups.get(groupId))?.username;
      return username ? `https://t.me/${username}/${message}` : `https://t.me/c/${number}/${message}`;
    },
  };
}
