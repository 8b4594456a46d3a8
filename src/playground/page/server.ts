import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAsset } from './assets.js';
import { refusalOf, securityHeaders } from './guard.js';

export interface PageServerDeps {
  playground: {
    /** The local Telegram: answers `/_sim/…` and says whether the request was its own. A reset brings another. */
    readonly telegram: { handleSim(req: IncomingMessage, res: ServerResponse): Promise<boolean> };
    /** Builds the sample world anew. */
    reset(): Promise<void>;
  };
  /** 0 takes any free port. */
  port: number;
  host?: string;
}

export interface PageServer {
  /** Resolves when the page can be opened; rejects when the port is taken. */
  start(): Promise<{ url: string }>;
  /** Ends open event streams too, so that it never waits for a browser. */
  stop(): Promise<void>;
}

/** Serves the chat page and, on the same origin, the `/_sim` that it talks to. Loopback only. */
export function createPageServer({ playground, port, host = '127.0.0.1' }: PageServerDeps): PageServer {
  /** Event streams of the present world. */
  const streams = new Set<ServerResponse>();
  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      if (res.headersSent) res.destroy();
      else send(res, 500, 'text/plain', String(error));
    });
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) res.setHeader(name, value);
    const refusal = refusalOf(req.headers);
    if (refusal) return send(res, 403, 'text/plain', refusal);

    const path = new URL(req.url ?? '/', 'http://page').pathname;
    if (path === '/_sim' || path.startsWith('/_sim/')) {
      if (path === '/_sim/events') follow(res);
      if (!(await playground.telegram.handleSim(req, res))) send(res, 404, 'text/plain', 'Not found');
      return;
    }
    if (path === '/_playground/reset' && req.method === 'POST') return reset(res);
    if (req.method !== 'GET' && req.method !== 'HEAD')
      return send(res, 405, 'text/plain', 'Method not allowed');
    const asset = await readAsset(path);
    if (!asset) return send(res, 404, 'text/plain', 'Not found');
    // The emoji font never changes; our own files change while we work on them.
    res.setHeader('Cache-Control', path.endsWith('.woff2') ? 'max-age=86400' : 'no-cache');
    send(res, 200, asset.type, req.method === 'HEAD' ? '' : asset.body);
  }

  function follow(res: ServerResponse): void {
    streams.add(res);
    res.on('close', () => streams.delete(res));
  }

  /** The pages find their streams ended, and begin again with the new world. */
  async function reset(res: ServerResponse): Promise<void> {
    await playground.reset();
    for (const stream of streams) stream.end();
    send(res, 200, 'application/json', JSON.stringify({ ok: true, result: true }));
  }

  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const { port: taken } = server.address() as AddressInfo;
          resolve({ url: `http://${host}:${taken}/` });
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(res: ServerResponse, status: number, type: string, body: string | Buffer): void {
  res.writeHead(status, { 'Content-Type': type.startsWith('text/') ? `${type}; charset=utf-8` : type });
  res.end(body);
}
