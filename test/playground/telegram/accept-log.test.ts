import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Api } from 'grammy';
import { expect, it, onTestFinished } from 'vitest';

const main = resolve(import.meta.dirname, '../../../src/playground/telegram/main.ts');

/** The local Telegram in a process of its own, with a log on the disk; answers what it printed. */
async function startProcess(log: string) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', main, '--port', '0', '--log', log, '--limits', 'buckets'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const printed: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    printed.push(line.split(/:\s+/).slice(1).join(': '));
    if (printed.length === 3) break;
  }
  const [apiRoot = '', token = '', simRoot = ''] = printed;
  return { child, api: new Api(token, { apiRoot }), simRoot };
}

it('keeps on the disk what was accepted, whoever is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'accept-log-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const log = join(folder, 'accepted.jsonl');
  const { child, api, simRoot } = await startProcess(log);
  const sim = (command: object) => fetch(simRoot, { method: 'POST', body: JSON.stringify(command) });
  await sim({ do: 'addPerson', person: { id: 7, first_name: 'Olga' } });
  await sim({ do: 'start', userId: 7 });
  const sent = await api.sendMessage(7, 'kept');
  await api.editMessageText(7, sent.message_id, 'changed');
  await expect(api.sendMessage(8, 'refused')).rejects.toThrow();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lines = (await readFile(log, 'utf8'))
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines).toEqual([
    {
      at: expect.any(Number),
      method: 'sendMessage',
      chatId: 7,
      messageIds: [sent.message_id],
      buttons: [],
      hash: expect.any(String),
    },
    {
      at: expect.any(Number),
      method: 'editMessageText',
      chatId: 7,
      messageIds: [sent.message_id],
      buttons: [],
      hash: expect.any(String),
    },
  ]);
});
