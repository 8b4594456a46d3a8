import { InputFile } from 'grammy';
import { describe, expect, it } from 'vitest';
import { jpeg, refusalOf, startTelegram } from './local-telegram.js';

async function withTwoGroups() {
  const running = await startTelegram();
  const { telegram } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  const from = telegram.group({ title: 'From', owner: olga });
  const to = telegram.group({ title: 'To', owner: olga });
  for (const group of [from, to]) group.addsBot({ by: olga, asAdmin: true });
  return { ...running, olga, from, to };
}

const photo = (caption?: string) => ({
  type: 'photo' as const,
  media: new InputFile(jpeg(), 'p.jpg'),
  ...(caption !== undefined && { caption }),
});

describe('S5 several messages at once', () => {
  it('are copied in their order, albums as albums, and what cannot be copied is left out', async () => {
    const { api, from, to, telegram } = await withTwoGroups();
    const text = await api.sendMessage(from.id, 'words');
    const album = await api.sendMediaGroup(from.id, [photo('two'), photo()]);
    const secret = await api.sendMessage(from.id, 'secret', { protect_content: true });
    const ids = [text, ...album, secret].map(({ message_id }) => message_id);
    const copies = await api.copyMessages(to.id, from.id, [...ids, secret.message_id + 100]);
    expect(copies).toHaveLength(3);
    const [words, first, second] = to.posts();
    expect(words).toMatchObject({ text: 'words', message_id: copies[0]?.message_id });
    expect(first).toMatchObject({ caption: 'two' });
    expect(first?.media_group_id).toBe(second?.media_group_id);
    expect(first?.media_group_id).not.toBe(
      album[0] && 'media_group_id' in album[0] && album[0].media_group_id,
    );
    await api.copyMessages(to.id, from.id, ids.slice(1, 3), { remove_caption: true });
    expect(to.posts().at(-2)).not.toHaveProperty('caption');
    expect(telegram.acceptLog.of('copyMessages')).toHaveLength(2);
  });

  it('are forwarded with their origin', async () => {
    const { api, from, to } = await withTwoGroups();
    const one = await api.sendMessage(from.id, 'one');
    const two = await api.sendMessage(from.id, 'two');
    await api.forwardMessages(to.id, from.id, [one.message_id, two.message_id]);
    expect(to.posts()).toMatchObject([
      { text: 'one', forward_origin: { type: 'user' } },
      { text: 'two', forward_origin: { type: 'user' } },
    ]);
  });

  it('go up in order, 1 to 100, and one at least can be carried', async () => {
    const { api, from, to } = await withTwoGroups();
    const one = await api.sendMessage(from.id, 'one');
    const two = await api.sendMessage(from.id, 'two');
    const copy = (ids: number[]) => api.copyMessages(to.id, from.id, ids);
    expect(await refusalOf(copy([]))).toMatch(/not specified/);
    expect(await refusalOf(copy([two.message_id, one.message_id]))).toMatch(/strictly increasing/);
    expect(await refusalOf(copy(Array.from({ length: 101 }, (_, n) => n + 1)))).toMatch(/too many/);
    expect(await refusalOf(copy([9_999]))).toBe('400 Bad Request: there are no messages to copy');
  });
});
