import { describe, expect, it } from 'vitest';
import { refusalOf, startTelegram } from './local-telegram.js';

async function withForum(rights: Record<string, boolean> = {}) {
  const running = await startTelegram();
  const olga = running.telegram.person({ first_name: 'Olga' });
  const forum = running.telegram.group({ title: 'Forum', owner: olga, forum: true });
  forum.addsBot({ by: olga, asAdmin: true, rights });
  return { ...running, olga, forum };
}

describe('S7 topics', () => {
  it('take messages by their thread id, which is that of the message that opened them', async () => {
    const { api, forum, olga } = await withForum();
    const thread = forum.opensTopic('Ads', { by: olga });
    expect(await api.getChat(forum.id)).toMatchObject({ is_forum: true });
    const post = await api.sendMessage(forum.id, 'an ad', { message_thread_id: thread });
    expect(post).toMatchObject({
      message_thread_id: thread,
      is_topic_message: true,
      chat: { is_forum: true },
    });
    expect(await api.sendMessage(forum.id, 'in General')).not.toHaveProperty('message_thread_id');
  });

  it('refuse what comes to a closed one, but from who manages topics, and to one that is not there', async () => {
    const { api, forum, olga, telegram } = await withForum();
    const thread = forum.opensTopic('Ads', { by: olga });
    forum.closesTopic(thread, { by: olga });
    const send = () => api.sendMessage(forum.id, 'an ad', { message_thread_id: thread });
    expect(await refusalOf(send())).toBe('400 Bad Request: TOPIC_CLOSED');
    telegram.run({
      do: 'promoteBot',
      chatId: forum.id,
      byUserId: olga.id,
      rights: { can_manage_topics: true },
    });
    expect(await send()).toMatchObject({ text: 'an ad' });
    telegram.run({ do: 'deleteTopic', chatId: forum.id, userId: olga.id, threadId: thread });
    expect(await refusalOf(send())).toBe('400 Bad Request: message thread not found');
    expect(forum.posts()).toEqual([]);
  });

  it('are opened, renamed, closed, reopened and deleted by a bot with the right', async () => {
    const { api, forum, telegram } = await withForum({ can_manage_topics: true });
    const topic = await api.createForumTopic(forum.id, 'Casino');
    expect(topic).toMatchObject({ name: 'Casino', icon_color: 0x6fb9f0 });
    const { message_thread_id: thread } = topic;
    await api.editForumTopic(forum.id, thread, { name: 'Casinos' });
    expect(await refusalOf(api.editForumTopic(forum.id, thread, { name: 'Casinos' }))).toMatch(
      /TOPIC_NOT_MODIFIED/,
    );
    await api.closeForumTopic(forum.id, thread);
    await api.reopenForumTopic(forum.id, thread);
    expect(
      forum.posts().map((message) => Object.keys(message).find((key) => key.startsWith('forum_'))),
    ).toEqual(['forum_topic_created', 'forum_topic_edited', 'forum_topic_closed', 'forum_topic_reopened']);
    await api.deleteForumTopic(forum.id, thread);
    expect(telegram.world.chat(forum.id).topics?.size).toBe(0);
  });

  it('need the right, and a forum', async () => {
    const { api, forum, olga, telegram } = await withForum();
    expect(await refusalOf(api.createForumTopic(forum.id, 'Casino'))).toBe(
      '400 Bad Request: not enough rights to create a topic',
    );
    const plain = telegram.group({ title: 'Plain', owner: olga });
    plain.addsBot({ by: olga, asAdmin: true, rights: { can_manage_topics: true } });
    expect(await refusalOf(api.createForumTopic(plain.id, 'Casino'))).toBe(
      '400 Bad Request: the chat is not a forum',
    );
    expect(await refusalOf(api.sendMessage(plain.id, 'x', { message_thread_id: 5 }))).toBe(
      '400 Bad Request: message thread not found',
    );
  });
});
