import type { Message } from '@common/i18n/index.js';
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
