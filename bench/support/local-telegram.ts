import type { SimCommand } from '../../src/playground/telegram/index.js';
import { type ServerProcess, startServer } from './server-process.js';

export interface LocalTelegramProcess {
  server: ServerProcess;
  apiRoot: string;
  token: string;
  /** Does what people and the world do; answers what the command answers. */
  sim(command: SimCommand): Promise<unknown>;
}

/** The local Telegram in a process of its own, on any free port. */
export async function startLocalTelegram(args: string[] = []): Promise<LocalTelegramProcess> {
  const server = await startServer('src/playground/telegram/main.ts', {
    args: ['--port', '0', ...args],
    lineCount: 3,
  });
  const [apiRoot = '', token = '', simRoot = ''] = server.lines.map((line) => line.replace(/^.*?:\s+/, ''));
  return {
    server,
    apiRoot,
    token,
    async sim(command) {
      const answer = await fetch(simRoot, { method: 'POST', body: JSON.stringify(command) });
      const { ok, result } = (await answer.json()) as { ok: boolean; result?: unknown };
      if (!ok) throw new Error(`the local Telegram refused ${command.do}`);
      return result;
    },
  };
}
