import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InputFile } from 'grammy';
import { describe, expect, it, onTestFinished } from 'vitest';
import { jpeg, png, refusalOf, startTelegram } from './local-telegram.js';

const MB = 2 ** 20;

async function withOlga() {
  const running = await startTelegram();
  const olga = running.telegram.person({ first_name: 'Olga' });
  olga.starts();
  return { ...running, olga };
}

/** A site whose every page is these bytes. */
async function siteWith(bytes: Buffer): Promise<string> {
  const site = createServer((req, res) => res.writeHead(req.url === '/gone' ? 404 : 200).end(bytes));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void site.close());
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
}

describe('T5 files', () => {
  it('come up as multipart, and are sent again by file_id, also one that a person sent', async () => {
    const { api, olga } = await withOlga();
    const sent = await api.sendPhoto(olga.id, new InputFile(jpeg(1200, 800), 'cat.jpg'), { caption: 'Cat' });
    expect(sent.photo.at(-1)).toMatchObject({ width: 1200, height: 800 });
    const again = await api.sendPhoto(olga.id, sent.photo.at(-1)?.file_id ?? '');
    expect(again.photo).toEqual(sent.photo);
    const video = olga.sendsVideo(Buffer.from('a video'), { name: 'dance.mp4' }).video;
    expect((await api.sendVideo(olga.id, video?.file_id ?? '')).video.file_name).toBe('dance.mp4');
  });

  it('are not found by file_unique_id or a made-up id, and stay what they are', async () => {
    const { api, olga } = await withOlga();
    const photo = olga.sendsPhoto(png()).photo?.at(-1);
    const unknown = '400 Bad Request: wrong file identifier/HTTP URL specified';
    expect(await refusalOf(api.sendPhoto(olga.id, photo?.file_unique_id ?? ''))).toBe(unknown);
    expect(await refusalOf(api.sendPhoto(olga.id, 'made-up'))).toBe(unknown);
    expect(await refusalOf(api.sendVideo(olga.id, photo?.file_id ?? ''))).toBe(
      "400 Bad Request: can't use file of type Photo as Video",
    );
  });

  it('come by URL', async () => {
    const { api, olga } = await withOlga();
    const site = await siteWith(png(300, 200));
    expect((await api.sendPhoto(olga.id, `${site}/cat.png`)).photo.at(-1)).toMatchObject({ width: 300 });
    expect(await refusalOf(api.sendPhoto(olga.id, `${site}/gone`))).toBe(
      '400 Bad Request: failed to get HTTP URL content',
    );
  });

  it('are named by attach:// in an edit', async () => {
    const { api, olga } = await withOlga();
    const { message_id } = await api.sendMessage(olga.id, 'text becomes media');
    const edited = await api.editMessageMedia(olga.id, message_id, {
      type: 'photo',
      media: new InputFile(png(), 'a.png'),
      caption: 'now with a picture',
    });
    expect(edited).toMatchObject({ photo: [{}, {}], caption: 'now with a picture' });
    expect(edited).not.toHaveProperty('text');
  });
});

describe('T6 sizes', () => {
  it('takes a photo of 10 MB, not one byte more, and nothing empty or broken', async () => {
    const { api, olga } = await withOlga();
    const send = (bytes: Buffer) => api.sendPhoto(olga.id, new InputFile(bytes, 'a.png'));
    await send(png(640, 480, 10 * MB));
    expect(await refusalOf(send(png(640, 480, 10 * MB + 1)))).toMatch(/^400 .* is too big for a photo/);
    expect(await refusalOf(send(Buffer.alloc(0)))).toBe('400 Bad Request: file must be non-empty');
    expect(await refusalOf(send(Buffer.from('no picture')))).toBe('400 Bad Request: IMAGE_PROCESS_FAILED');
    expect(await refusalOf(send(png(0, 480)))).toBe('400 Bad Request: IMAGE_PROCESS_FAILED');
    expect(await refusalOf(send(png(9000, 1100)))).toBe('400 Bad Request: PHOTO_INVALID_DIMENSIONS');
    expect(olga.messages()).toHaveLength(2);
  });

  it('takes other files up to 50 MB, and by URL 5 MB of photo', async () => {
    const { api, olga } = await withOlga();
    const tooMuch = new InputFile(Buffer.alloc(50 * MB + 1), 'a.pdf');
    expect(await refusalOf(api.sendDocument(olga.id, tooMuch))).toBe('413 Request Entity Too Large');
    const site = await siteWith(png(640, 480, 5 * MB + 1));
    expect(await refusalOf(api.sendPhoto(olga.id, `${site}/big.png`))).toMatch(
      /failed to get HTTP URL content/,
    );
  });

  it('serves downloads up to 20 MB, for one hour', async () => {
    const { api, olga, apiRoot, telegram, clock } = await withOlga();
    const bytes = Buffer.from('the very bytes');
    const { file_id = '' } = olga.sendsDocument(bytes, { name: 'a b%.pdf' }).document ?? {};
    const { file_path, file_size } = await api.getFile(file_id);
    expect(file_size).toBe(bytes.length);
    const link = `${apiRoot}/file/bot${telegram.token}/${file_path}`;
    expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(bytes);
    clock.advance(3_600_000);
    expect((await fetch(link)).status).toBe(404);

    const big = olga.sendsDocument(Buffer.alloc(20 * MB + 1)).document?.file_id ?? '';
    expect(await refusalOf(api.getFile(big))).toBe('400 Bad Request: file is too big');
  });
});

describe('S1, S6 media', () => {
  it('takes a caption of 0 to 1024 characters', async () => {
    const { api, olga } = await withOlga();
    const photo = olga.sendsPhoto(jpeg()).photo?.at(-1)?.file_id ?? '';
    const send = (caption: string) => api.sendPhoto(olga.id, photo, { caption });
    expect(await send('')).not.toHaveProperty('caption');
    expect((await send('x'.repeat(1024))).caption).toHaveLength(1024);
    expect(await refusalOf(send('x'.repeat(1025)))).toBe('400 Bad Request: message caption is too long');
  });

  it('puts a spoiler over photos, videos and animations, and a caption above', async () => {
    const { api, olga } = await withOlga();
    const file = () => new InputFile(png(), 'a.png');
    const more = { has_spoiler: true, show_caption_above_media: true, caption: 'x' };
    for (const sent of [
      await api.sendPhoto(olga.id, file(), more),
      await api.sendVideo(olga.id, file(), { ...more, width: 720, height: 1280, duration: 9 }),
      await api.sendAnimation(olga.id, file(), more),
    ])
      expect(sent).toMatchObject({ has_media_spoiler: true, show_caption_above_media: true });
    expect(olga.messages().at(-2)?.video).toMatchObject({ width: 720, height: 1280, duration: 9 });
    expect(olga.lastMessage()).toMatchObject({ animation: {}, document: {} });
    expect(await api.sendDocument(olga.id, file())).not.toHaveProperty('has_media_spoiler');
  });
});
