import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { SimCommand, SimFaultKind, SimState } from '../../src/playground/telegram/index.js';
import { killChild, spawnChild } from './children.js';

const acceptedSchema = z.object({
  at: z.number(),
  method: z.string(),
  chatId: z.number().nullable(),
  messageIds: z.array(z.number()),
  buttons: z.array(z.string()),
});
/** A call that Telegram carried out, as its log on the disk tells. */
export type Accept = z.infer<typeof acceptedSchema>;

/** The local Telegram, as a process of its own. */
export interface TelegramProcess {
  apiRoot: string;
  token: string;
  run(command: SimCommand): Promise<unknown>;
  /** Of the bot's next call but those for updates and about itself. */
  faultNext(fault: SimFaultKind, method?: string): Promise<unknown>;
  state(): Promise<SimState>;
  accepts(): Promise<Accept[]>;
  kill(): Promise<void>;
}

/** Starts it with a log of what it accepts. */
export async function startTelegram(program: string, logFile: string): Promise<TelegramProcess> {
  const child = spawnChild(process.execPath, [program, '--port', '0', '--log', logFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('the local Telegram says nothing');
  const said: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', value = ''] = line.split(/:\s+/);
    said[name] = value;
    if (name === '/_sim') break;
  }
  const { 'API root': apiRoot = '', Token: token = '', '/_sim': simRoot = '' } = said;

  async function run(command: SimCommand): Promise<unknown> {
    const response = await fetch(simRoot, { method: 'POST', body: JSON.stringify(command) });
    const answer = (await response.json()) as { ok: boolean; result?: unknown; description?: string };
    if (!answer.ok) throw new Error(`${command.do}: ${answer.description}`);
    return answer.result;
  }

  return {
    apiRoot,
    token,
    run,
    faultNext: (fault, method) => run({ do: 'fault', fault: { ...fault, ...(method && { method }) } }),
    state: async () => (await (await fetch(`${simRoot}/state`)).json()) as SimState,
    async accepts() {
      const lines = (await readFile(logFile, 'utf8')).split('\n').filter((line) => line !== '');
      return lines.map((line) => acceptedSchema.parse(JSON.parse(line)));
    },
    kill: () => killChild(child),
  };
}
