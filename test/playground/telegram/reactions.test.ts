import { describe, expect, it } from 'vitest';
import type { SimEvent } from '../../../src/playground/telegram/index.js';
import { jpeg, refusalOf, startTelegram } from './local-telegram.js';

const MINUTE_MS = 60_000;
const WANTED = ['message_reaction', 'message_reaction_count', 'chat_member'] as const;

async function withGroup() {
  const running = await startTelegram();
  const { telegram, api } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  const mia = telegram.person({ first_name: 'Mia' });
  const group = telegram.group({ title: 'Night lights', owner: olga, members: [mia] });
  await api.getUpdates({ allowed_updates: WANTED });
  return { ...running, olga, mia, group };
}

const thumb = [{ type: 'emoji', emoji: '👍' }];

describe('U3 reactions', () => {
  it('come with who, before and after, to an administrator that asked for them', async () => {
    const { api, olga, mia, group } = await withGroup();
    group.addsBot({ by: olga, asAdmin: true });
    const post = await api.sendMessage(group.id, 'an ad');
    mia.reacts('👍', post);
    mia.reacts('👍', post);
    mia.reacts('🔥', post);
    mia.reacts(null, post);
    const changes = (await api.getUpdates()).flatMap(({ message_reaction }) => message_reaction ?? []);
    expect(changes.map(({ old_reaction, new_reaction }) => [old_reaction, new_reaction])).toEqual([
      [[], thumb],
      [thumb, [{ type: 'emoji', emoji: '🔥' }]],
      [[{ type: 'emoji', emoji: '🔥' }], []],
    ]);
    expect(changes[0]).toMatchObject({ user: { id: mia.id }, message_id: post.message_id });
  });

  it('do not come to a bot that is no administrator, or did not name them', async () => {
    const { api, telegram, olga, mia, group } = await withGroup();
    group.addsBot({ by: olga });
    const post = await api.sendMessage(group.id, 'an ad');
    mia.reacts('👍', post);
    telegram.run({ do: 'leave', chatId: group.id, userId: mia.id });
    expect(await api.getUpdates({ allowed_updates: [] })).toEqual([]);
    telegram.run({ do: 'promoteBot', chatId: group.id, byUserId: olga.id, rights: {} });
    olga.reacts('👍', post);
    telegram.run({ do: 'join', chatId: group.id, userId: mia.id });
    const kinds = (await api.getUpdates()).flatMap((update) => Object.keys(update));
    for (const kind of WANTED) expect(kinds).not.toContain(kind);
  });

  it('chat_member comes by the same rule', async () => {
    const { api, telegram, olga, mia, group } = await withGroup();
    group.addsBot({ by: olga, asAdmin: true });
    telegram.run({ do: 'leave', chatId: group.id, userId: mia.id });
    const [update] = await api.getUpdates();
    expect(update?.chat_member).toMatchObject({
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'left', user: { id: mia.id } },
    });
  });

  it('come as counts from a channel, together, minutes later', async () => {
    const { api, telegram, clock, olga, mia } = await withGroup();
    const channel = telegram.channel({ title: 'Channel', owner: olga, members: [mia] });
    channel.addsBot({ by: olga, asAdmin: true });
    const post = await api.sendMessage(channel.id, 'an ad');
    mia.reacts('👍', post);
    clock.advance(MINUTE_MS);
    olga.reacts('👍', post);
    expect(await api.getUpdates()).toEqual([]);
    clock.advance(3 * MINUTE_MS);
    const updates = await api.getUpdates();
    expect(updates.map(({ message_reaction_count }) => message_reaction_count?.reactions)).toEqual([
      [{ type: { type: 'emoji', emoji: '👍' }, total_count: 2 }],
    ]);
  });

  it('of who stays anonymous are only counted, in a group too', async () => {
    const { api, telegram, clock, olga, group } = await withGroup();
    group.addsBot({ by: olga, asAdmin: true });
    const { message_id: messageId } = await api.sendMessage(group.id, 'an ad');
    telegram.run({
      do: 'react',
      chatId: group.id,
      userId: olga.id,
      messageId,
      emoji: '👍',
      anonymous: true,
    });
    clock.advance(5 * MINUTE_MS);
    const [update, ...rest] = await api.getUpdates();
    expect(update?.message_reaction_count?.message_id).toBe(messageId);
    expect(rest).toEqual([]);
  });
});

describe("the bot's reactions", () => {
  it('are shown and not told to itself; one at a time, of the known ones', async () => {
    const { api, telegram, olga, mia, group } = await withGroup();
    group.addsBot({ by: olga, asAdmin: true });
    const { message_id } = mia.saysIn(group, 'nice');
    const shown: SimEvent[] = [];
    telegram.world.events.on('event', (event) => void (event.type === 'reactions' && shown.push(event)));
    const react = (...emojis: ('👍' | '🔥')[]) =>
      api.setMessageReaction(
        group.id,
        message_id,
        emojis.map((emoji) => ({ type: 'emoji', emoji })),
      );
    await react('🔥');
    expect(shown).toEqual([
      {
        type: 'reactions',
        chatId: group.id,
        messageId: message_id,
        reactions: [{ messageId: message_id, userId: telegram.bot.id, emoji: '🔥' }],
      },
    ]);
    await react();
    expect(telegram.world.chat(group.id).reactions).toEqual([]);
    expect(await api.getUpdates()).toEqual([]);
    expect(await refusalOf(react('👍', '🔥'))).toBe('400 Bad Request: REACTIONS_TOO_MANY');
    expect(await refusalOf(api.setMessageReaction(group.id, 999, []))).toBe(
      '400 Bad Request: message to react not found',
    );
    const joined = [...telegram.world.chat(group.id).messages.keys()][0] ?? 0;
    expect(await refusalOf(api.setMessageReaction(group.id, joined, [{ type: 'emoji', emoji: '👍' }]))).toBe(
      '400 Bad Request: REACTION_INVALID',
    );
    expect(() => mia.reacts('🫠', mia.saysIn(group, 'x'))).toThrow(/REACTION_INVALID/);
  });

  it('to an album stand at its first message, and go with it', async () => {
    const { telegram, api, olga } = await withGroup();
    const [first, second] = olga.sendsAlbum([jpeg(), jpeg()]);
    if (!first || !second) throw new Error('no album');
    await api.setMessageReaction(olga.id, second.message_id, [{ type: 'emoji', emoji: '👀' }]);
    const chat = telegram.world.chat(olga.id);
    expect(chat.reactions.map(({ messageId }) => messageId)).toEqual([first.message_id]);
    await api.deleteMessage(olga.id, first.message_id);
    expect(chat.reactions).toEqual([]);
  });
});
