import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';

/** What the process says of itself. */
export interface Health {
  /** This process polls and sends; false on a standby. */
  leader: boolean;
  /** Problems that need a person; empty is well. */
  problems: string[];
  /** What the posting engine has counted since the process began. */
  posting: object;
}

interface WebDeps {
  host: string;
  /** 0 takes any free port. */
  port: number;
  health(): Health;
}

export interface Web {
  /** Answers the port it listens on. */
  start(): Promise<number>;
  stop(): Promise<void>;
}

/** Herald's web side: for now the health of the process. */
export function createWeb({ host, port, health }: WebDeps): Web {
  const app = new Hono();
  app.get('/healthz', (c) => {
    const state = health();
    return c.json(state, state.problems.length > 0 ? 503 : 200);
  });
  let server: ServerType | undefined;
  return {
    start: () =>
      new Promise((resolve, reject) => {
        const listening = serve({ fetch: app.fetch, hostname: host, port }, (address) =>
          resolve(address.port),
        );
        listening.once('error', reject);
        server = listening;
      }),
    stop: () =>
      new Promise((resolve, reject) => {
        if (!server) resolve();
        else server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
