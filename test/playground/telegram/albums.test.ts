import { InputFile } from 'grammy';
import { describe, expect, it } from 'vitest';
import { jpeg, refusalOf, startTelegram } from './local-telegram.js';

async function open() {
  const running = await startTelegram();
  const olga = running.telegram.person({ first_name: 'Olga' });
  olga.starts();
  return { ...running, olga };
}

const picture = () => new InputFile(jpeg(), 'picture.jpg');
const photo = () => ({ type: 'photo' as const, media: picture() });
const song = () => ({ type: 'audio' as const, media: new InputFile(Buffer.from('x'), 'x.mp3') });
const document = () => ({ type: 'document' as const, media: new InputFile(Buffer.from('x'), 'x.txt') });

describe('S4, T5 albums', () => {
  it('are so many messages with one media_group_id, of files attached, known and named by URL', async () => {
    const { api, olga, telegram } = await open();
    const known = (await api.sendPhoto(olga.id, picture())).photo.at(-1)?.file_id ?? '';
    const album = await api.sendMediaGroup(olga.id, [
      { ...photo(), caption: 'Three' },
      { type: 'photo', media: known, has_spoiler: true },
      { type: 'video', media: new InputFile(Buffer.from('mp4'), 'clip.mp4') },
    ]);
    expect(album).toHaveLength(3);
    expect(new Set(album.map((message) => 'media_group_id' in message && message.media_group_id)).size).toBe(
      1,
    );
    expect(album[0]).toMatchObject({ caption: 'Three', photo: expect.any(Array) });
    expect(album[1]).toMatchObject({ has_media_spoiler: true });
    expect(album[2]).toMatchObject({ video: { file_name: 'clip.mp4' } });
    expect(album.some((message) => 'reply_markup' in message)).toBe(false);
    expect(telegram.acceptLog.of('sendMediaGroup')).toMatchObject([
      { messageIds: album.map(({ message_id }) => message_id) },
    ]);
  });

  it('have 2 to 10 items', async () => {
    const { api, olga } = await open();
    const of = (count: number) => api.sendMediaGroup(olga.id, Array.from({ length: count }, photo));
    expect(await refusalOf(of(0))).toBe('400 Bad Request: there are no messages to send');
    expect(await refusalOf(of(1))).toBe('400 Bad Request: too few messages to send as an album');
    expect(await refusalOf(of(11))).toBe('400 Bad Request: too many messages to send as an album');
    expect(await of(10)).toHaveLength(10);
  });

  it('mix photos and videos, and nothing with documents or music', async () => {
    const { api, olga, call } = await open();
    expect(await refusalOf(api.sendMediaGroup(olga.id, [photo(), document()] as never))).toBe(
      "400 Bad Request: document can't be mixed with other media types",
    );
    expect(await api.sendMediaGroup(olga.id, [document(), document()])).toHaveLength(2);
    expect(await api.sendMediaGroup(olga.id, [song(), song()])).toHaveLength(2);
    expect(await refusalOf(api.sendMediaGroup(olga.id, [song(), document()] as never))).toMatch(/mixed/);
    const media = JSON.stringify([
      { type: 'animation', media: 'x' },
      { type: 'photo', media: 'y' },
    ]);
    const refused = await call(`sendMediaGroup?${new URLSearchParams({ chat_id: String(olga.id), media })}`);
    expect(refused.body.description).toBe(
      'Bad Request: can\'t parse InputMedia: type "animation" can\'t be used in sendMediaGroup',
    );
  });

  it('are sent whole or not at all', async () => {
    const { api, olga } = await open();
    const broken = { type: 'photo' as const, media: new InputFile(Buffer.from('no picture'), 'x.jpg') };
    expect(await refusalOf(api.sendMediaGroup(olga.id, [photo(), broken]))).toBe(
      '400 Bad Request: IMAGE_PROCESS_FAILED',
    );
    expect(olga.lastMessage()).toBeUndefined();
  });
});
