import { InputFile } from 'grammy';
import { expect, it } from 'vitest';
import type { SimCalls, SimState } from '../../../src/playground/telegram/index.js';
import { png, type Running, refusalOf, startTelegram } from './local-telegram.js';

async function read<T>({ simRoot }: Running, page: string): Promise<T> {
  return (await (await fetch(`${simRoot}/${page}`)).json()) as T;
}

it('tells who comes later of the calls so far, without token, secret or bytes', async () => {
  const running = await startTelegram();
  const { api, telegram } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  olga.starts();
  await api.sendMessage(olga.id, `My token is ${telegram.token}`);
  await api.sendPhoto(olga.id, new InputFile(png(640, 480, 5_000), 'cat.png'));
  await api.setWebhook('http://127.0.0.1:1/', { secret_token: 'guarded' });
  const calls = await read<SimCalls>(running, 'calls');
  expect(calls.map(({ method, status }) => [method, status])).toContainEqual(['sendMessage', 200]);
  expect(JSON.stringify(calls)).not.toMatch(new RegExp(`${telegram.token}|guarded`));
  expect(JSON.stringify(calls)).toContain('cat.png, 5000 bytes');
});

it('says which faults wait, how often they still hit, and which call was hit', async () => {
  const running = await startTelegram();
  const { api, telegram } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  olga.starts();
  telegram.fault({ kind: 'serverError', method: 'sendmessage', times: 2 });
  await refusalOf(api.sendMessage(olga.id, 'x'));
  expect((await read<SimState>(running, 'state')).faults).toMatchObject([{ left: 1 }]);
  expect((await read<SimCalls>(running, 'calls')).at(-1)).toMatchObject({
    status: 500,
    fault: 'serverError',
  });
  telegram.run({ do: 'clearFaults' });
  await api.sendMessage(olga.id, 'x');
});

it('remembers where a deleted message stood', async () => {
  const running = await startTelegram();
  const { api, telegram } = running;
  const olga = telegram.person({ first_name: 'Olga' });
  olga.starts();
  const { message_id, date } = await api.sendMessage(olga.id, 'x');
  await api.deleteMessage(olga.id, message_id);
  const { chats } = await read<SimState>(running, 'state');
  expect(chats.find(({ id }) => id === olga.id)?.deleted).toEqual([{ message_id, date }]);
});
