import { createShiftableClock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import type { Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { createGate } from '../../src/telegram/updates/gate.js';

const TEAM = 1;
const STRANGER = 2;
const OWLS = -100;
const ELSEWHERE = -200;
const FLOOD = 100;

const user = (id: number, is_bot = false) => ({ id, is_bot, first_name: 'Somebody' });
const privately = (id: number) => ({ id, type: 'private', first_name: 'Somebody' });
const group = (id: number) => ({ id, type: 'supergroup', title: 'Somewhere' });
const message = (chat: object, from: object, rest: object = { text: 'Hello' }) => ({
  message: { message_id: 1, date: 1, chat, from, ...rest },
});
const press = (chat: object, from: object) => ({
  callback_query: {
    id: '1',
    from,
    chat_instance: '1',
    data: 'x.y::0',
    message: { message_id: 1, date: 1, chat },
  },
});

function openGate() {
  const clock = createShiftableClock();
  const lines: unknown[] = [];
  const log = { warn: (line: unknown) => void lines.push(line) } as unknown as Logger;
  const gate = createGate({
    clock,
    log,
    isTeam: async (id) => id === TEAM,
    takesAds: async (id) => id === OWLS,
  });
  const admitted = async (...updates: object[]) =>
    (await gate(updates.map((one, index) => ({ update_id: index, ...one })) as Update[])).length;
  const flood = (update: object) => admitted(...Array.from({ length: FLOOD }, () => update));
  return { clock, gate, lines, admitted, flood };
}

describe('the gate', () => {
  it.each([
    ['messages in private', message(privately(STRANGER), user(STRANGER)), 12],
    ['presses in private', press(privately(STRANGER), user(STRANGER)), 12],
    ['presses in a group without ads', press(group(ELSEWHERE), user(STRANGER)), 40],
    ['messages in a group without ads', message(group(ELSEWHERE), user(STRANGER)), 12],
  ])('lets only the first of a flood of %s in, and says so once', async (_, update, first) => {
    const { flood, lines } = openGate();
    expect(await flood(update)).toBe(first);
    expect(await flood(update)).toBe(0);
    expect(lines).toHaveLength(1);
  });

  it.each([
    ['the team in private', message(privately(TEAM), user(TEAM))],
    ['the team in a group without ads', press(group(ELSEWHERE), user(TEAM))],
    ['whoever writes where ads are posted', message(group(OWLS), user(STRANGER))],
    ['whoever presses where ads are posted', press(group(OWLS), user(STRANGER))],
    ['a channel in which ads are posted', { channel_post: { message_id: 1, date: 1, chat: group(OWLS) } }],
    ['a group that moves', message(group(ELSEWHERE), user(STRANGER), { migrate_to_chat_id: -300 })],
  ])('lets %s in, however much it is', async (_, update) => {
    const { flood, lines } = openGate();
    expect(await flood(update)).toBe(FLOOD);
    expect(lines).toEqual([]);
  });

  it('lets a stranger in again after a while, and another one at once', async () => {
    const { admitted, flood, clock } = openGate();
    await flood(message(privately(STRANGER), user(STRANGER)));
    expect(await admitted(message(privately(3), user(3)))).toBe(1);
    clock.advance(10 * 60_000);
    expect(await admitted(message(privately(STRANGER), user(STRANGER)))).toBe(1);
  });

  it('lets no other bot in that writes in private', async () => {
    const { flood, lines } = openGate();
    expect(await flood(message(privately(5), user(5, true)))).toBe(0);
    expect(lines).toHaveLength(1);
  });

  it.each([
    null,
    'update',
    { update_id: undefined },
    { update_id: -1 },
    { update_id: 'x' },
    { message: {} },
    { message: { message_id: 1, date: 1, chat: {} } },
    { message: { message_id: 1, date: 1, chat: privately(1), from: { id: '1' } } },
    // Later than any time can be.
    { message: { message_id: 1, date: 2 ** 52, chat: group(OWLS) } },
    message(group(OWLS), user(STRANGER), { reply_to_message: { date: 2 ** 52 } }),
    message(group(OWLS), user(STRANGER), { forward_origin: { type: 'channel', date: -1 } }),
    // What is marked must be there.
    message(privately(TEAM), user(TEAM), { entities: [{ type: 'bot_command', offset: 0, length: 6 }] }),
    message(privately(TEAM), user(TEAM), { text: '/start', entities: [{ offset: 1, length: 6 }] }),
    message(privately(TEAM), user(TEAM), { caption: 'x', caption_entities: [{ offset: -1, length: 1 }] }),
    { callback_query: { id: 1 } },
    { my_chat_member: { chat: group(OWLS) } },
  ])('lets nothing in that is no update: %j', async (raw) => {
    const { gate, lines } = openGate();
    const update = raw && typeof raw === 'object' ? { update_id: 1, ...raw } : raw;
    expect(await gate([update, update] as Update[])).toEqual([]);
    expect(lines).toEqual([{ why: 'malformed' }]);
  });

  it('lets nothing in that is larger than anything of Telegram’s', async () => {
    const { admitted } = openGate();
    const text = 'x'.repeat(300_000);
    expect(await admitted(message(privately(TEAM), user(TEAM), { text }))).toBe(0);
  });
});
