import { InputFile } from 'grammy';
import { describe, expect, it } from 'vitest';
import { jpeg, refusalOf, startTelegram } from './local-telegram.js';

async function withGroup(rights: Record<string, boolean> = {}) {
  const running = await startTelegram();
  const { telegram } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  const mia = telegram.person({ first_name: 'Mia' });
  olga.starts();
  const group = telegram.group({ title: 'Night lights', owner: olga, members: [mia] });
  group.addsBot({ by: olga, asAdmin: true, rights: { can_promote_members: true, ...rights } });
  return { ...running, olga, mia, group };
}

const file = (name: string) => new InputFile(Buffer.from('bytes'), name);

describe('S1, S6 what can be sent beside text and pictures', () => {
  it('takes music, voice and round video, with captions where there are any', async () => {
    const { api, group } = await withGroup();
    const song = await api.sendAudio(group.id, file('song.mp3'), {
      caption: 'Listen',
      performer: 'Lola',
      title: 'Autumn',
    });
    expect(song).toMatchObject({
      caption: 'Listen',
      audio: { performer: 'Lola', title: 'Autumn', mime_type: 'audio/mpeg' },
    });
    expect(await api.sendVoice(group.id, file('voice.ogg'))).toMatchObject({
      voice: { mime_type: 'audio/ogg' },
    });
    expect(await api.sendVideoNote(group.id, file('note.mp4'))).toMatchObject({
      video_note: { length: 240 },
    });
    const sticker = await api.sendSticker(group.id, file('sticker.webp'));
    expect(sticker).toMatchObject({ sticker: { type: 'regular' } });
    expect(await api.sendSticker(group.id, sticker.sticker.file_id)).toMatchObject({ sticker: {} });
    expect(await refusalOf(api.sendVoice(group.id, sticker.sticker.file_id))).toBe(
      "400 Bad Request: can't use file of type Sticker as Voice",
    );
  });

  it('takes places, contacts, dice and polls, and refuses what is none', async () => {
    const { api, group } = await withGroup();
    expect(await api.sendLocation(group.id, 50.45, 30.52)).toMatchObject({ location: { latitude: 50.45 } });
    expect(await refusalOf(api.sendLocation(group.id, 95, 0))).toMatch(/Wrong latitude or longitude/);
    expect(await api.sendVenue(group.id, 50.45, 30.52, 'Night Club', 'Main street 1')).toMatchObject({
      venue: { title: 'Night Club' },
    });
    expect(await api.sendContact(group.id, '+380501112233', 'Lola')).toMatchObject({
      contact: { first_name: 'Lola' },
    });
    const { dice } = await api.sendDice(group.id, '🎯');
    expect(dice.value).toBeGreaterThanOrEqual(1);
    expect(dice.value).toBeLessThanOrEqual(6);
    const { poll, message_id } = await api.sendPoll(group.id, 'Which?', [{ text: 'This' }, { text: 'That' }]);
    expect(poll).toMatchObject({
      question: 'Which?',
      is_closed: false,
      options: [{ text: 'This' }, { text: 'That' }],
    });
    expect(await refusalOf(api.sendPoll(group.id, 'Which?', [{ text: 'This' }]))).toMatch(/at least 2/);
    expect(await api.stopPoll(group.id, message_id)).toMatchObject({ is_closed: true });
    expect(await refusalOf(api.stopPoll(group.id, message_id))).toBe(
      '400 Bad Request: poll has already been closed',
    );
  });
});

describe('S8 rights', () => {
  it('names what a restricted bot may not send', async () => {
    const { api, olga, group, telegram } = await withGroup();
    const rights = { can_send_messages: false, can_send_audios: false, can_send_polls: false };
    telegram.run({ do: 'restrictBot', chatId: group.id, byUserId: olga.id, rights });
    const refused = (what: string) => `400 Bad Request: not enough rights to send ${what} to the chat`;
    expect(await refusalOf(api.sendAudio(group.id, file('song.mp3')))).toBe(refused('music'));
    expect(await refusalOf(api.sendPoll(group.id, 'Which?', [{ text: 'a' }, { text: 'b' }]))).toBe(
      refused('polls'),
    );
    expect(await refusalOf(api.sendLocation(group.id, 1, 1))).toBe(refused('locations'));
    expect(await api.sendVoice(group.id, file('voice.ogg'))).toMatchObject({ voice: {} });
  });

  it('binds members, and the bot among them, by what the chat allows', async () => {
    const { api, olga, telegram } = await withGroup();
    const other = telegram.group({ title: 'Other', owner: olga });
    other.addsBot({ by: olga, asAdmin: true });
    await api.setChatPermissions(other.id, { can_send_messages: true });
    expect(await api.getChat(other.id)).toMatchObject({
      permissions: { can_send_photos: false, can_send_messages: true },
    });
    telegram.run({ do: 'removeBot', chatId: other.id, byUserId: olga.id });
    other.addsBot({ by: olga });
    expect(await api.sendMessage(other.id, 'words')).toMatchObject({ text: 'words' });
    expect(await refusalOf(api.sendPhoto(other.id, new InputFile(jpeg(), 'p.jpg')))).toMatch(/send photos/);
  });
});

describe('U7 administration by the bot', () => {
  it('restricts for a time, bans, and lets in again', async () => {
    const { api, mia, group, clock, telegram } = await withGroup();
    await api.getUpdates({ allowed_updates: ['chat_member'] });
    const until = Math.floor(clock.now() / 1000) + 600;
    await api.restrictChatMember(group.id, mia.id, { can_send_messages: false }, { until_date: until });
    expect(await api.getChatMember(group.id, mia.id)).toMatchObject({
      status: 'restricted',
      until_date: until,
    });
    clock.advance(601_000);
    expect(await api.getChatMember(group.id, mia.id)).toMatchObject({ status: 'member' });
    await api.banChatMember(group.id, mia.id);
    expect(await api.getChatMember(group.id, mia.id)).toMatchObject({ status: 'kicked', until_date: 0 });
    expect(() => mia.saysIn(group, 'hello')).toThrow(/not in this chat/);
    await api.unbanChatMember(group.id, mia.id, { only_if_banned: true });
    expect(await api.getChatMember(group.id, mia.id)).toMatchObject({ status: 'left' });
    telegram.run({ do: 'join', chatId: group.id, userId: mia.id });
    await api.unbanChatMember(group.id, mia.id, { only_if_banned: true });
    expect(await api.getChatMember(group.id, mia.id)).toMatchObject({ status: 'member' });
    const seen = (await api.getUpdates({ allowed_updates: ['chat_member'] })).flatMap(
      ({ chat_member }) => chat_member?.new_chat_member.status ?? [],
    );
    expect(seen).toEqual(['restricted', 'kicked', 'left', 'member']);
  });

  it('promotes with rights that it has, gives a title, and demotes', async () => {
    const { api, mia, group } = await withGroup({ can_pin_messages: false });
    await api.promoteChatMember(group.id, mia.id, { can_delete_messages: true });
    await api.setChatAdministratorCustomTitle(group.id, mia.id, 'Moderator');
    expect(await api.getChatMember(group.id, mia.id)).toMatchObject({
      status: 'administrator',
      can_delete_messages: true,
      can_pin_messages: false,
      custom_title: 'Moderator',
    });
    expect(await refusalOf(api.promoteChatMember(group.id, mia.id, { can_pin_messages: true }))).toBe(
      '400 Bad Request: RIGHT_FORBIDDEN',
    );
    expect(await refusalOf(api.banChatMember(group.id, mia.id))).toBe(
      '400 Bad Request: user is an administrator of the chat',
    );
    await api.promoteChatMember(group.id, mia.id, {});
    expect(await api.getChatMember(group.id, mia.id)).toMatchObject({ status: 'member' });
  });

  it('refuses without the right, and at the owner', async () => {
    const { api, olga, mia, group } = await withGroup({
      can_restrict_members: false,
      can_change_info: false,
    });
    expect(await refusalOf(api.banChatMember(group.id, mia.id))).toBe(
      '400 Bad Request: not enough rights to restrict/unrestrict chat member',
    );
    expect(await refusalOf(api.setChatTitle(group.id, 'New'))).toBe(
      '400 Bad Request: not enough rights to change chat title',
    );
    const { group: other, api: otherApi, olga: owner } = await withGroup();
    expect(await refusalOf(otherApi.banChatMember(other.id, owner.id))).toBe(
      "400 Bad Request: can't remove chat owner",
    );
    expect(await refusalOf(api.banChatMember(olga.id, mia.id))).toMatch(/private chats/);
  });

  it('names the chat anew, with a service message, and describes it', async () => {
    const { api, group } = await withGroup();
    await api.setChatTitle(group.id, 'Night owls');
    await api.setChatDescription(group.id, 'Ads are labelled');
    expect(await api.getChat(group.id)).toMatchObject({
      title: 'Night owls',
      description: 'Ads are labelled',
    });
    expect(group.posts().at(-1)).toMatchObject({ new_chat_title: 'Night owls' });
    expect(await refusalOf(api.setChatDescription(group.id, 'Ads are labelled'))).toMatch(/not modified/);
  });
});
