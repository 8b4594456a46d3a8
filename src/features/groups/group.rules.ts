import type { Message, MessageKey } from '@common/i18n/index.js';
import type { BotRights, CampaignType, GroupStatus, TelegramGroup } from '@common/models/index.js';
import type { ChatMember } from 'grammy/types';

/** consent: its people are asked; pending: the team is; then ads may stand there until somebody says otherwise. */
export const GROUP_TRANSITIONS: Record<GroupStatus, readonly GroupStatus[]> = {
  consent: ['pending', 'left'],
  pending: ['active', 'rejected', 'consent', 'left'],
  active: ['paused', 'left'],
  paused: ['active', 'left'],
  rejected: ['consent', 'left'],
  left: ['consent'],
};

export function groupMayBecome(from: GroupStatus, to: GroupStatus): boolean {
  return GROUP_TRANSITIONS[from].includes(to);
}

/** What the bot may do, read from its own membership. An ordinary member may write where everybody may. */
export function rightsOf(member: ChatMember, isChannel: boolean): BotRights {
  switch (member.status) {
    case 'creator':
      return { post: true, media: true, delete: true, pin: true };
    case 'administrator':
      return {
        post: !isChannel || member.can_post_messages === true,
        media: true,
        delete: member.can_delete_messages,
        pin: isChannel ? member.can_edit_messages === true : member.can_pin_messages === true,
      };
    case 'member':
      return { post: !isChannel, media: !isChannel, delete: false, pin: false };
    case 'restricted':
      return {
        post: member.can_send_messages,
        media: member.can_send_photos && member.can_send_videos,
        delete: false,
        pin: false,
      };
    case 'left':
    case 'kicked':
      return { post: false, media: false, delete: false, pin: false };
  }
}

/** The first thing that keeps an ad of this type out of the group; null when nothing does. */
export function problemOf(
  group: Pick<TelegramGroup, 'status' | 'botRights' | 'policy'>,
  type: CampaignType,
  needsMedia: boolean,
): Message | null {
  if (group.status !== 'active') return { key: 'why-group-not-active' };
  if (!group.botRights.post) return { key: 'why-group-no-post' };
  if (needsMedia && !group.botRights.media) return { key: 'why-group-no-media' };
  if (type === 'onlyfans' && !group.policy.adult) return { key: 'why-group-adult' };
  if (type === 'casino' && !group.policy.gambling) return { key: 'why-group-gambling' };
  return null;
}

/** Refusals that every post in the group would meet. That the bot was put out, Telegram tells by itself. */
const OF_THE_GROUP: ReadonlySet<MessageKey> = new Set(['failed-rights', 'failed-topic']);
/** After this long the next post tries: what keeps posts out may end without anybody's telling. */
const TROUBLE_MS = 30 * 60_000;

export function isOfTheGroup({ key }: Message): boolean {
  return OF_THE_GROUP.has(key);
}

/** What a refusal has shown of the group a short while ago; null when posts may try. */
export function troubleNow({ trouble }: Pick<TelegramGroup, 'trouble'>, now: number): Message | null {
  return trouble && now - trouble.at.getTime() < TROUBLE_MS ? trouble.why : null;
}

const MENDABLE: ReadonlySet<MessageKey> = new Set([
  ...OF_THE_GROUP,
  'why-group-not-active',
  'why-group-no-post',
  'why-group-no-media',
]);

/** Whether somebody may mend it at any moment, so that posts wait for that while their hour lasts. */
export function isMendable({ status }: Pick<TelegramGroup, 'status'>, { key }: Message): boolean {
  return (status === 'active' || status === 'paused') && MENDABLE.has(key);
}

type Openness = Pick<TelegramGroup, 'status' | 'botRights' | 'trouble'>;

/** Whether nothing can be posted there now, whatever it is. */
export function isShut({ status, botRights, trouble }: Openness): boolean {
  return status !== 'active' || !botRights.post || Boolean(trouble);
}

/** Whether less can be posted there than before. */
export function isWorse(before: Openness, after: Openness): boolean {
  const lostMedia = before.botRights.media && !after.botRights.media;
  return (!isShut(before) && isShut(after)) || (!isShut(before) && lostMedia);
}
