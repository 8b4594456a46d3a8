import type { ChatMember } from '@grammyjs/types';
import type { ChatState, Member, Rights, World } from './world.js';

/** What an administrator may do unless a command says otherwise. */
export const FULL_RIGHTS: Rights = {
  can_manage_chat: true,
  can_change_info: true,
  can_delete_messages: true,
  can_invite_users: true,
  can_restrict_members: true,
  can_pin_messages: true,
  can_promote_members: false,
  can_manage_video_chats: true,
  can_post_messages: true,
  can_edit_messages: true,
  can_post_stories: true,
  can_edit_stories: true,
  can_delete_stories: true,
  can_send_welcome_messages: true,
};

/** What members may do where nobody restricted them. */
export const MEMBER_RIGHTS: Rights = {
  can_send_messages: true,
  can_send_audios: true,
  can_send_documents: true,
  can_send_photos: true,
  can_send_videos: true,
  can_send_video_notes: true,
  can_send_voice_notes: true,
  can_send_polls: true,
  can_send_other_messages: true,
  can_add_web_page_previews: true,
  can_react_to_messages: true,
  can_edit_tag: true,
  can_change_info: false,
  can_invite_users: true,
  can_pin_messages: false,
  can_manage_topics: false,
};

const CHANNEL_ONLY = ['can_post_messages', 'can_edit_messages'];
const GROUP_ONLY = ['can_pin_messages', 'can_manage_topics'];

/** Telegram names a right only where the kind of chat knows it. */
function known(rights: Rights, { kind }: ChatState): Rights {
  const foreign = kind === 'channel' ? GROUP_ONLY : CHANNEL_ONLY;
  return Object.fromEntries(Object.entries(rights).filter(([right]) => !foreign.includes(right)));
}

/** A member as getChatMember and the member updates tell. */
export function memberOf(chat: ChatState, userId: number, world: World): ChatMember {
  const member: Member = chat.members.get(userId) ?? { userId, status: 'left', rights: {} };
  const user = world.user(userId);
  switch (member.status) {
    case 'creator':
      return { user, status: 'creator', is_anonymous: false };
    case 'administrator': {
      const fixed = { user, status: 'administrator', can_be_edited: false, is_anonymous: false };
      const title = member.title ? { custom_title: member.title } : {};
      return { ...fixed, ...known(member.rights, chat), ...title } as ChatMember;
    }
    case 'restricted': {
      const fixed = { user, status: 'restricted', is_member: true, until_date: member.until ?? 0 };
      return { ...fixed, ...MEMBER_RIGHTS, ...member.rights } as ChatMember;
    }
    case 'kicked':
      return { user, status: 'kicked', until_date: member.until ?? 0 };
    case 'member':
    case 'left':
      return { user, status: member.status };
  }
}
