import { nameOf, senderOf } from './names.js';

/** @typedef {import('./types.js').Message} Message */

/** Service messages whose words need nothing but who did it. @type {Record<string, string>} */
const plain = {
  pinned_message: 'pinned a message',
  new_chat_photo: 'changed the group’s photo',
  delete_chat_photo: 'removed the group’s photo',
  group_chat_created: 'created the group',
  supergroup_chat_created: 'created the group',
  forum_topic_closed: 'closed the topic',
  forum_topic_reopened: 'opened the topic again',
  forum_topic_edited: 'changed the topic',
  general_forum_topic_hidden: 'hid the general topic',
  general_forum_topic_unhidden: 'showed the general topic',
  message_auto_delete_timer_changed: 'changed when messages delete themselves',
  chat_background_set: 'changed the background',
  boost_added: 'boosted the group',
  video_chat_started: 'started a video chat',
  video_chat_ended: 'ended the video chat',
  video_chat_scheduled: 'planned a video chat',
  users_shared: 'shared people with the bot',
  write_access_allowed: 'allowed the bot to write',
  successful_payment: 'paid',
};

/**
 * What a message without a bubble says ("Olga joined"), or undefined for one that people or bots wrote. Pure.
 * @param {Message} message
 */
export function serviceText(message) {
  const who = senderOf(message).name;
  if (message.new_chat_members) {
    const joined = message.new_chat_members;
    const self = joined.length === 1 && joined[0]?.id === message.from?.id;
    return self ? `${who} joined` : `${who} added ${joined.map(nameOf).join(', ')}`;
  }
  if (message.left_chat_member) {
    const self = message.left_chat_member.id === message.from?.id;
    return self ? `${who} left` : `${who} removed ${nameOf(message.left_chat_member)}`;
  }
  if (message.new_chat_title) return `${who} renamed the chat to “${message.new_chat_title}”`;
  if (message.channel_chat_created) return 'Channel created';
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return 'The group became a supergroup';
  if (message.forum_topic_created) return `${who} created the topic “${message.forum_topic_created.name}”`;
  if (message.chat_shared) return `${who} shared ${message.chat_shared.title ?? 'a chat'} with the bot`;
  const key = Object.keys(plain).find((name) => name in message);
  return key && `${who} ${plain[key]}`;
}
