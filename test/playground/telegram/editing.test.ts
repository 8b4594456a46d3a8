import { InputFile } from 'grammy';
import { describe, expect, it } from 'vitest';
import { png, refusalOf, startTelegram } from './local-telegram.js';

const DAY_MS = 24 * 3_600_000;
const button = (text: string) => ({ inline_keyboard: [[{ text, callback_data: text }]] });

async function withGroup() {
  const running = await startTelegram();
  const { telegram } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  olga.starts();
  const group = telegram.group({ title: 'Night lights', owner: olga });
  return { ...running, olga, group };
}

describe('E1 edits', () => {
  it('change the own message at any age, and tell one that changes nothing', async () => {
    const { api, olga, clock } = await withGroup();
    const markup = { reply_markup: button('A'), entities: [{ type: 'bold' as const, offset: 0, length: 3 }] };
    const { message_id } = await api.sendMessage(olga.id, 'one', markup);
    clock.advance(400 * DAY_MS);
    expect(await refusalOf(api.editMessageText(olga.id, message_id, 'one', markup))).toBe(
      '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
    const edited = await api.editMessageText(olga.id, message_id, 'two', markup);
    expect(edited).toMatchObject({ text: 'two', edit_date: Math.floor(clock.now() / 1000) });
    expect(await refusalOf(api.editMessageText(olga.id, message_id, 'two', markup))).toMatch(/not modified/);
  });

  it("refuse another's message and one that is gone", async () => {
    const { api, telegram, olga } = await withGroup();
    const theirs = olga.says('mine');
    expect(await refusalOf(api.editMessageText(olga.id, theirs.message_id, 'x'))).toBe(
      "400 Bad Request: message can't be edited",
    );
    expect(await refusalOf(api.editMessageText(olga.id, 4242, 'x'))).toBe(
      '400 Bad Request: message to edit not found',
    );
    const channel = telegram.channel({ title: 'Channel', owner: olga });
    channel.addsBot({ by: olga, rights: { can_edit_messages: false } });
    const post = olga.saysIn(channel, 'by the owner');
    expect(await refusalOf(api.editMessageText(channel.id, post.message_id, 'x'))).toMatch(/can't be edited/);
    expect(channel.posts()).toEqual([]);
  });
});

describe('E2 what an edit takes away', () => {
  it('removes the keyboard when none is given', async () => {
    const { api, olga } = await withGroup();
    const { message_id } = await api.sendMessage(olga.id, 'one', { reply_markup: button('A') });
    await api.editMessageText(olga.id, message_id, 'one');
    expect(olga.lastMessage()).not.toHaveProperty('reply_markup');
    await api.editMessageReplyMarkup(olga.id, message_id, { reply_markup: button('B') });
    expect(olga.lastMessage()).toMatchObject({ text: 'one', reply_markup: button('B') });
  });

  it('makes media of text and of media, never text of media', async () => {
    const { api, olga } = await withGroup();
    const { message_id } = await api.sendMessage(olga.id, 'one');
    const media = new InputFile(png(), 'a.png');
    await api.editMessageMedia(olga.id, message_id, {
      type: 'photo',
      media,
      caption: 'old',
      has_spoiler: true,
    });
    expect(olga.lastMessage()).toMatchObject({ caption: 'old', has_media_spoiler: true });
    expect(await refusalOf(api.editMessageText(olga.id, message_id, 'text'))).toBe(
      '400 Bad Request: there is no text in the message to edit',
    );
    await api.editMessageCaption(olga.id, message_id, { caption: 'new' });
    expect(olga.lastMessage()).toMatchObject({ caption: 'new', has_media_spoiler: true, photo: [{}, {}] });
    const clip = new InputFile(Buffer.from('clip'), 'a.mp4');
    await api.editMessageMedia(olga.id, message_id, { type: 'video', media: clip });
    for (const gone of ['photo', 'caption', 'has_media_spoiler'])
      expect(olga.lastMessage()).not.toHaveProperty(gone);
    const text = await api.sendMessage(olga.id, 'x');
    expect(await refusalOf(api.editMessageCaption(olga.id, text.message_id, { caption: 'x' }))).toMatch(
      /there is no caption in the message to edit/,
    );
  });
});

describe('E3 deletions', () => {
  it('take messages younger than 48 hours', async () => {
    const { api, olga, clock } = await withGroup();
    const { message_id } = await api.sendMessage(olga.id, 'old');
    clock.advance(2 * DAY_MS);
    expect(await refusalOf(api.deleteMessage(olga.id, message_id))).toBe(
      "400 Bad Request: message can't be deleted for everyone",
    );
    const young = await api.sendMessage(olga.id, 'young');
    await api.deleteMessage(olga.id, young.message_id);
    expect(await refusalOf(api.deleteMessage(olga.id, young.message_id))).toBe(
      '400 Bad Request: message to delete not found',
    );
  });

  it("take another's only with the right, and skip in a batch what they can't", async () => {
    const { api, telegram, olga, group } = await withGroup();
    group.addsBot({ by: olga });
    const theirs = olga.saysIn(group, 'hello').message_id;
    expect(await refusalOf(api.deleteMessage(group.id, theirs))).toBe(
      "400 Bad Request: message can't be deleted",
    );
    const own = (await api.sendMessage(group.id, 'x')).message_id;
    await api.deleteMessages(group.id, [theirs, own, 4242]);
    expect(group.posts()).toEqual([]);
    telegram.run({ do: 'promoteBot', chatId: group.id, byUserId: olga.id, rights: {} });
    await api.deleteMessage(group.id, theirs);
  });
});

describe('E4 pins', () => {
  it('need the right, and make a service message that the bot gets and may delete', async () => {
    const { api, telegram, olga, group } = await withGroup();
    group.addsBot({ by: olga, asAdmin: true, rights: { can_pin_messages: false } });
    const first = await api.sendMessage(group.id, 'first');
    expect(await refusalOf(api.pinChatMessage(group.id, first.message_id))).toBe(
      '400 Bad Request: not enough rights to manage pinned messages in the chat',
    );
    telegram.run({ do: 'promoteBot', chatId: group.id, byUserId: olga.id, rights: {} });
    await api.pinChatMessage(group.id, first.message_id, { disable_notification: true });
    const [update] = await api.getUpdates({ offset: -1 });
    expect(update?.message?.pinned_message?.message_id).toBe(first.message_id);
    expect(update?.message?.from?.id).toBe(telegram.bot.id);
    await api.deleteMessage(group.id, update?.message?.message_id ?? 0);
    expect((await api.getChat(group.id)).pinned_message).toMatchObject({ text: 'first' });
    await api.unpinChatMessage(group.id, first.message_id);
    expect(await api.getChat(group.id)).not.toHaveProperty('pinned_message');
    expect(await refusalOf(api.unpinChatMessage(group.id, first.message_id))).toMatch(/to unpin not found/);
  });
});

describe('S5, S6 copies and forwards', () => {
  it('carry the content over; a copy answers its id only and takes a new caption', async () => {
    const { api, telegram, olga, group } = await withGroup();
    group.addsBot({ by: olga });
    const photo = olga.sendsPhoto(png(), { caption: 'Old' });
    const copied = await api.copyMessage(group.id, olga.id, photo.message_id, {
      caption: 'New',
      reply_markup: button('A'),
    });
    expect(Object.keys(copied)).toEqual(['message_id']);
    expect(group.lastPost()).toMatchObject({ caption: 'New', photo: photo.photo, reply_markup: button('A') });
    expect(group.lastPost()).not.toHaveProperty('forward_origin');
    const forwarded = await api.forwardMessage(group.id, olga.id, photo.message_id);
    expect(forwarded).toMatchObject({
      caption: 'Old',
      forward_origin: { type: 'user', sender_user: { id: olga.id } },
    });
    expect(telegram.acceptLog.of('copyMessage')[0]?.messageIds).toEqual([copied.message_id]);
  });

  it('stop at protected content, service messages and what is gone', async () => {
    const { api, olga, group } = await withGroup();
    group.addsBot({ by: olga, asAdmin: true });
    const copy = (id: number) => refusalOf(api.copyMessage(olga.id, group.id, id));
    const kept = await api.sendMessage(group.id, 'kept', { protect_content: true });
    expect(kept.has_protected_content).toBe(true);
    expect(await copy(kept.message_id)).toBe("400 Bad Request: message can't be copied");
    const joined = (await api.getUpdates({ offset: -1 }))[0]?.message;
    expect(await copy(joined?.message_id ?? 0)).toBe("400 Bad Request: message can't be copied");
    expect(await copy(4242)).toBe('400 Bad Request: message to copy not found');
    expect(await refusalOf(api.forwardMessage(olga.id, group.id, kept.message_id))).toMatch(
      /can't be forwarded/,
    );
  });
});

describe('E5 what the server does not tell', () => {
  it('is that others deleted a message; an edit that changes nothing and a copy find out', async () => {
    const { api, telegram } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    const group = telegram.group({ title: 'Group', owner: olga });
    group.addsBot({ by: olga, asAdmin: true });
    const post = await api.sendMessage(group.id, 'an ad');
    const { update_id = 0 } = (await api.getUpdates({ offset: -1 }))[0] ?? {};
    const touch = () => refusalOf(api.editMessageText(group.id, post.message_id, 'an ad'));
    expect(await touch()).toMatch(/message is not modified/);
    group.deletes(post, { by: olga });
    expect(await api.getUpdates({ offset: update_id + 1 })).toEqual([]);
    expect(await touch()).toBe('400 Bad Request: message to edit not found');
    expect(await refusalOf(api.copyMessage(group.id, group.id, post.message_id))).toBe(
      '400 Bad Request: message to copy not found',
    );
  });
});
