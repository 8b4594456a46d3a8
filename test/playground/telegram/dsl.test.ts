import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { jpeg, startTelegram } from './local-telegram.js';

async function withOlga() {
  const running = await startTelegram();
  const olga = running.telegram.person({ first_name: 'Olga' });
  olga.starts();
  return { ...running, olga };
}

const keyboard = (...texts: string[]) => ({
  reply_markup: { inline_keyboard: [texts.map((text) => ({ text, callback_data: text }))] },
});

describe('a person', () => {
  it('sees what stands already, what comes, and what an edit makes of it', async () => {
    const { api, olga } = await withOlga();
    const { message_id } = await api.sendMessage(olga.id, 'Queue: 1 post');
    expect((await olga.sees(/Queue/)).message_id).toBe(message_id);
    const coming = olga.sees(/Night lights/);
    await api.sendMessage(olga.id, 'Campaign', keyboard('Night lights'));
    expect((await coming).text).toBe('Campaign');
    const edited = olga.sees(/2 posts/);
    await api.editMessageText(olga.id, message_id, 'Queue: 2 posts');
    expect((await edited).message_id).toBe(message_id);
  });

  it('who waits in vain is told what stands in the chat', async () => {
    const { api, olga } = await withOlga();
    await api.sendMessage(olga.id, 'Something else', keyboard('Go'));
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const waiting = expect(olga.sees(/never/)).rejects.toThrow(
      /nothing matches \/never\/ in "Olga".*\nSomething else\n\[Go\]/s,
    );
    vi.advanceTimersByTime(15_000);
    await waiting;
  });

  it('presses the newest button with the text, or one under a given message', async () => {
    const { api, olga } = await withOlga();
    const older = await api.sendMessage(olga.id, 'older', keyboard('📅 Schedule'));
    const newer = await api.sendMessage(olga.id, 'newer', keyboard('Schedule it', 'Schedule'));
    olga.presses('Schedule');
    olga.presses('Schedule', { message: older });
    const presses = (await api.getUpdates()).flatMap(({ callback_query }) => callback_query ?? []);
    expect(presses.map(({ message, data }) => [message?.message_id, data])).toEqual([
      [newer.message_id, 'Schedule'],
      [older.message_id, '📅 Schedule'],
    ]);
    expect(() => olga.presses('Nothing')).toThrow(/no button "Nothing"/);
  });

  it('sends an album as messages with one id of its own', async () => {
    const { olga } = await withOlga();
    const album = olga.sendsAlbum([jpeg(), jpeg()], 'Two');
    const next = olga.sendsAlbum([jpeg(), jpeg()]);
    expect(album.map(({ caption }) => caption)).toEqual(['Two', undefined]);
    const ids = [...album, ...next].map(({ media_group_id }) => media_group_id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).toBe(ids[3]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it('sends pictures with formatting, files with names, and no broken picture', async () => {
    const { olga } = await withOlga();
    const entities = [{ type: 'bold' as const, offset: 0, length: 3 }];
    const photo = olga.sendsPhoto(jpeg(1200, 800), { caption: 'Cat', entities });
    expect(photo).toMatchObject({ caption_entities: entities, photo: [{}, { width: 1200, height: 800 }] });
    expect(olga.sendsAnimation(Buffer.from('gif')).animation).toMatchObject({ mime_type: 'video/mp4' });
    expect(olga.sendsDocument(Buffer.alloc(0), { name: 'empty.png' }).document?.file_size).toBe(0);
    expect(() => olga.sendsPhoto(Buffer.from('no picture'))).toThrow(/IMAGE_PROCESS_FAILED/);
  });
});

describe('a group', () => {
  it('shows the posts that stand', async () => {
    const { api, telegram, olga } = await withOlga();
    for (const place of [
      telegram.group({ title: 'Group', owner: olga }),
      telegram.channel({ title: 'Channel', owner: olga }),
    ]) {
      place.addsBot({ by: olga, asAdmin: true });
      olga.saysIn(place, 'not a post');
      const first = await api.sendMessage(place.id, 'first');
      const coming = place.sees(/second/);
      await api.sendMessage(place.id, 'second');
      expect(await coming).toEqual(place.lastPost());
      await api.deleteMessage(place.id, first.message_id);
      expect(place.posts().map(({ text }) => text)).toEqual(['second']);
    }
  });
});
