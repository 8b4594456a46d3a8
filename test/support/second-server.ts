import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type TelegramServer, UpdateQueue } from '@bonkers-agency/grammy-test';
import { z } from 'zod';

/** What the second server refuses with. */
const refusal = z.object({
  code: z.number().optional(),
  description: z.string().optional(),
  message: z.string(),
  parameters: z.unknown(),
});
const polling = z.object({
  offset: z.number().optional(),
  limit: z.number().optional(),
  timeout: z.number().optional(),
});

export interface Bridge {
  apiRoot: string;
  /** What the bot gets at its next getUpdates. */
  queue: UpdateQueue;
  stop(): Promise<void>;
}

async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(Buffer.from(chunk));
  return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.concat(chunks).toString() || '{}'));
}

/**
 * @bonkers-agency/grammy-test lives in the bot's process, and its own TestBot takes the bot's place; here it stands
 * behind HTTP, so that Herald runs unchanged. Polling, which it answers with nothing, comes from its own queue.
 */
export async function bridgeTo(
  telegram: TelegramServer,
  answered: (method: string) => void,
): Promise<Bridge> {
  const queue = new UpdateQueue();

  async function call(method: string, params: Record<string, unknown>): Promise<unknown> {
    if (method !== 'getUpdates') return telegram.handleApiCall(method, params);
    const { offset, limit, timeout } = polling.parse(params);
    return queue.getUpdates(offset, limit, timeout);
  }

  const http = createServer((req, res) => {
    const method = req.url?.split('/').at(-1) ?? '';
    readJson(req)
      .then((params) => call(method, params))
      .then(
        (result) => ({ status: 200, body: { ok: true, result } }),
        (error: unknown) => {
          const { code = 400, description, message, parameters } = refusal.parse(error);
          return {
            status: code,
            body: { ok: false, error_code: code, description: description ?? message, parameters },
          };
        },
      )
      .then(({ status, body }) => {
        res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        answered(method);
      }, req.destroy.bind(req));
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    queue,
    async stop() {
      queue.abort();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}
