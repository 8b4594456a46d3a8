import { describe, expect, it } from 'vitest';
import type { SimEvent, SimState } from '../../../src/playground/telegram/index.js';
import { png, type Running, refusalOf, startTelegram } from './local-telegram.js';

async function post(simRoot: string, command: unknown) {
  const body = typeof command === 'string' ? command : JSON.stringify(command);
  const response = await fetch(simRoot, { method: 'POST', body });
  return {
    status: response.status,
    ...((await response.json()) as { result?: unknown; description?: string }),
  };
}

/** Reads the stream until an event of this type comes. */
async function eventsUntil(type: SimEvent['type'], { simRoot }: Running, run: () => Promise<unknown>) {
  const response = await fetch(`${simRoot}/events`);
  await run();
  const events: SimEvent[] = [];
  let buffered = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (buffered + chunk).split('\n\n');
    buffered = blocks.pop() ?? '';
    for (const block of blocks)
      if (block.startsWith('data: ')) events.push(JSON.parse(block.slice('data: '.length)) as SimEvent);
    if (events.some((event) => event.type === type)) break;
  }
  return events;
}

describe('/_sim commands', () => {
  it('add people and chats, let them write and press, and tell the state', async () => {
    const { simRoot, api, telegram } = await startTelegram();
    const olga = { id: 7, first_name: 'Olga' };
    expect(await post(simRoot, { do: 'addPerson', person: olga })).toMatchObject({ status: 200, result: 7 });
    const group = await post(simRoot, { do: 'addChat', kind: 'supergroup', title: 'Night', ownerId: 7 });
    await post(simRoot, { do: 'addBot', chatId: group.result, byUserId: 7, asAdmin: true });
    await post(simRoot, { do: 'start', userId: 7, payload: 'claim_1' });
    const reply_markup = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
    const { message_id: messageId } = await api.sendMessage(7, 'ready?', { reply_markup });
    const button = { row: 0, column: 0 };
    await post(simRoot, { do: 'press', chatId: 7, userId: 7, messageId, button });
    const updates = await api.getUpdates();
    expect(updates.at(-1)?.callback_query).toMatchObject({ data: 'go', from: { id: 7 } });

    await api.setMyCommands([{ command: 'start', description: 'Begin' }]);
    const state = (await (await fetch(`${simRoot}/state`)).json()) as SimState;
    expect(state).toMatchObject({
      bot: { id: telegram.bot.id },
      people: [{ ...olga, is_bot: false }],
      chats: [
        { id: 7, kind: 'private', messages: [{ text: '/start claim_1' }, { text: 'ready?' }] },
        { id: group.result, members: [{ userId: 7, status: 'creator' }, { status: 'administrator' }] },
      ],
      commands: [{ command: 'start', description: 'Begin' }],
    });
  });

  it.each([
    ['no JSON', '{', /a command is JSON/],
    ['an unknown command', { do: 'fly' }, /"do"/],
    ['a missing field', { do: 'say', userId: 1 }, /"chatId"/],
    ['an unknown chat', { do: 'say', chatId: 5, userId: 5, text: 'x' }, /chat not found/],
    ['an unknown owner', { do: 'addChat', kind: 'group', title: 'x', ownerId: 5 }, /user not found/],
  ])('refuse %s with a reason', async (_what, command, reason) => {
    const { simRoot } = await startTelegram();
    const { status, description } = await post(simRoot, command);
    expect(status).toBe(400);
    expect(description).toMatch(reason);
  });

  it('put the clock forward', async () => {
    const { simRoot, clock } = await startTelegram();
    const before = clock.now();
    const { result } = await post(simRoot, { do: 'advance', ms: 3_600_000 });
    expect(Number(result) - before).toBeGreaterThanOrEqual(3_600_000);
  });

  it('set faults, and empty the chats', async () => {
    const { simRoot, api, telegram } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    olga.starts();
    await post(simRoot, { do: 'fault', fault: { kind: 'forbidden', method: 'sendMessage' } });
    expect(await refusalOf(api.sendMessage(olga.id, 'x'))).toMatch(/^403/);
    await post(simRoot, { do: 'reset' });
    expect(olga.messages()).toEqual([]);
    expect(await api.getUpdates()).toEqual([]);
    await api.sendMessage(olga.id, 'she is still there');
  });
});

describe('/_sim/events', () => {
  it('tell what happens: messages, edits, answers, calls', async () => {
    const running = await startTelegram();
    const { api, telegram } = running;
    const olga = telegram.person({ first_name: 'Olga' });
    const events = await eventsUntil('clock', running, async () => {
      olga.starts();
      const { message_id } = await api.sendMessage(olga.id, 'one');
      await api.editMessageText(olga.id, message_id, 'two');
      await api.sendChatAction(olga.id, 'typing');
      await api.deleteMessage(olga.id, message_id);
      telegram.run({ do: 'advance', ms: 1 });
    });
    expect(events.map(({ type }) => type)).toEqual([
      'message',
      'message',
      'call',
      'edit',
      'call',
      'action',
      'call',
      'delete',
      'call',
      'clock',
    ]);
    expect(events[2]).toMatchObject({ method: 'sendMessage', status: 200, request: { text: 'one' } });
  });
});

describe('/_sim/upload and /_sim/file', () => {
  it('bring a picture in and show it, whole and in parts', async () => {
    const { simRoot, telegram, api } = await startTelegram();
    const olga = telegram.person({ first_name: 'Olga' });
    const bytes = png(320, 200, 1000);
    const uploaded = await fetch(`${simRoot}/upload?name=cat.png`, {
      method: 'POST',
      body: new Uint8Array(bytes),
    });
    const { fileId } = (await uploaded.json()) as { fileId: string };
    await post(simRoot, {
      do: 'say',
      chatId: olga.id,
      userId: olga.id,
      text: 'Cat',
      media: { kind: 'photo', fileId, spoiler: true },
    });
    const [update] = await api.getUpdates();
    expect(update?.message).toMatchObject({ caption: 'Cat', has_media_spoiler: true });
    expect(update?.message?.photo?.at(-1)).toMatchObject({ file_id: fileId, width: 320, height: 200 });

    const whole = await fetch(`${simRoot}/file/${fileId}`);
    expect(whole.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(bytes);
    const part = await fetch(`${simRoot}/file/${fileId}`, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 10-19/1000');
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));
    const beyond = await fetch(`${simRoot}/file/${fileId}`, { headers: { range: 'bytes=1000-' } });
    expect(beyond.status).toBe(416);
    expect((await fetch(`${simRoot}/file/unknown`)).status).toBe(404);
  });
});
