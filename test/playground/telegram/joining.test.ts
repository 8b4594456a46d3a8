import { describe, expect, it } from 'vitest';
import { refusalOf, startTelegram } from './local-telegram.js';

const HOUR_MS = 3_600_000;

async function withGroup() {
  const running = await startTelegram();
  const { telegram, api } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  const mia = telegram.person({ first_name: 'Mia' });
  const group = telegram.group({ title: 'Night lights', owner: olga });
  group.addsBot({ by: olga, asAdmin: true });
  await api.getUpdates({ offset: -1, allowed_updates: ['message', 'chat_member', 'chat_join_request'] });
  return { ...running, olga, mia, group };
}

describe('invite links', () => {
  it('let people in until they are full, late or revoked', async () => {
    const { api, telegram, clock, mia, group } = await withGroup();
    const adam = telegram.person({ first_name: 'Adam' });
    const expire_date = Math.floor(clock.now() / 1000) + 3_600;
    const link = await api.createChatInviteLink(group.id, { name: 'Shop', member_limit: 1, expire_date });
    expect(link).toMatchObject({ is_primary: false, is_revoked: false, name: 'Shop', member_limit: 1 });
    mia.joins(group, link.invite_link);
    const updates = await api.getUpdates();
    expect(updates.at(-2)?.chat_member).toMatchObject({ invite_link: link, from: { id: mia.id } });
    expect(updates.at(-1)?.message?.new_chat_members?.[0]?.id).toBe(mia.id);

    const come = () => adam.joins(group, link.invite_link);
    expect(come).toThrow(/INVITE_HASH_EXPIRED/);
    mia.leaves(group);
    clock.advance(HOUR_MS);
    expect(come).toThrow(/INVITE_HASH_EXPIRED/);
    const edited = await api.editChatInviteLink(group.id, link.invite_link);
    expect(edited).not.toHaveProperty('expire_date');
    expect((await api.revokeChatInviteLink(group.id, link.invite_link)).is_revoked).toBe(true);
    expect(come).toThrow(/INVITE_HASH_EXPIRED/);
  });

  it('have one primary, and another when it goes', async () => {
    const { api, mia, group, telegram } = await withGroup();
    const first = await api.exportChatInviteLink(group.id);
    const second = await api.exportChatInviteLink(group.id);
    expect(() => mia.joins(group, first)).toThrow(/INVITE_HASH_EXPIRED/);
    await api.revokeChatInviteLink(group.id, second);
    const links = [...telegram.world.chat(group.id).inviteLinks.values()];
    expect(links.map(({ is_revoked }) => is_revoked)).toEqual([true, true, false]);
  });

  it('take the right to invite, and terms that can be', async () => {
    const { api, telegram, olga, mia, group } = await withGroup();
    const make = (other = {}) => refusalOf(api.createChatInviteLink(group.id, other));
    expect(await make({ member_limit: 5, creates_join_request: true })).toBe(
      "400 Bad Request: member limit can't be specified for links requiring administrator approval",
    );
    expect(await make({ expire_date: 1 })).toBe('400 Bad Request: EXPIRE_DATE_INVALID');
    expect(await refusalOf(api.createChatInviteLink(mia.id))).toBe(
      "400 Bad Request: can't invite members to a private chat",
    );
    expect(await refusalOf(api.editChatInviteLink(group.id, 'https://t.me/+none'))).toBe(
      '400 Bad Request: INVITE_HASH_EXPIRED',
    );
    const rights = { can_invite_users: false };
    telegram.run({ do: 'promoteBot', chatId: group.id, byUserId: olga.id, rights });
    expect(await make()).toBe('400 Bad Request: not enough rights to manage chat invite link');
  });
});

describe('join requests', () => {
  it('are told to the bot, which may write to who asks, and lets them in or not', async () => {
    const { api, telegram, mia, group } = await withGroup();
    const adam = telegram.person({ first_name: 'Adam' });
    const { invite_link } = await api.createChatInviteLink(group.id, { creates_join_request: true });
    mia.joins(group, invite_link);
    adam.joins(group, invite_link);
    const asked = (await api.getUpdates()).flatMap(({ chat_join_request }) => chat_join_request ?? []);
    expect(asked.map(({ from, invite_link: link }) => [from.id, link?.pending_join_request_count])).toEqual([
      [mia.id, 1],
      [adam.id, 2],
    ]);
    await api.sendMessage(asked[0]?.user_chat_id ?? 0, 'Welcome?');

    await api.approveChatJoinRequest(group.id, mia.id);
    await api.declineChatJoinRequest(group.id, adam.id);
    const updates = await api.getUpdates();
    expect(updates.at(-2)?.chat_member?.new_chat_member).toMatchObject({
      status: 'member',
      user: { id: mia.id },
    });
    expect(updates.at(-1)?.message?.from?.id).toBe(mia.id);
    expect(await refusalOf(api.sendMessage(adam.id, 'Sorry'))).toMatch(/^403/);
    expect(await refusalOf(api.approveChatJoinRequest(group.id, adam.id))).toBe(
      '400 Bad Request: HIDE_REQUESTER_MISSING',
    );
    expect(await refusalOf(api.approveChatJoinRequest(group.id, mia.id))).toBe(
      '400 Bad Request: USER_ALREADY_PARTICIPANT',
    );
  });
});

describe('moderators', () => {
  it('restrict members, promote them and delete what they said', async () => {
    const { api, telegram, olga, mia, group } = await withGroup();
    mia.joins(group);
    const said = mia.saysIn(group, 'spam');
    group.deletes(said, { by: olga });
    expect(telegram.world.chat(group.id).messages.has(said.message_id)).toBe(false);
    group.restricts(mia, { by: olga, rights: { can_send_messages: false } });
    expect(() => mia.saysIn(group, 'spam')).toThrow(/may not send text messages/);
    expect(await api.getChatMember(group.id, mia.id)).toMatchObject({ can_send_messages: false });
    group.promotes(mia, { by: olga });
    mia.forwards(mia.saysIn(group, 'not spam'), group);
    expect((await api.getUpdates({ offset: -1 }))[0]?.message?.forward_origin?.type).toBe('user');
  });

  it('make a supergroup of a basic group', async () => {
    const { telegram, olga } = await withGroup();
    const basic = telegram.group({ title: 'Basic', owner: olga, kind: 'group' });
    const next = basic.migrates({ by: olga });
    expect(telegram.world.chat(next.id).kind).toBe('supergroup');
  });
});
