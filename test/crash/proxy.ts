import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Where a write is cut off: on its way there, or its answer on the way back. */
export type Cut = 'before' | 'after';

/** A way to mongod that breaks when it is told to. */
export interface MongoProxy {
  port: number;
  /** Breaks all connections at the next write that is no renewal of the lease; resolves when that happened. */
  cutNext(cut: Cut): Promise<void>;
  /** Where it leads from now on. */
  leadTo(port: number): void;
  stop(): Promise<void>;
}

const WRITES = /^(insert|update|delete|findAndModify|bulkWrite|commitTransaction)$/;
const OP_MSG = 2013;

/** The name of a command and of what it is about, e.g. ["update", "leases"], read from its first element. */
function commandIn(message: Buffer): [string, string] | undefined {
  if (message.readInt32LE(12) !== OP_MSG || message[20] !== 0) return undefined;
  // 16 bytes of header, 4 of flags, the kind of the section, and the length of its document.
  const start = 16 + 4 + 1 + 4;
  const end = message.indexOf(0, start + 1);
  const name = message.toString('utf8', start + 1, end);
  if (message[start] !== 2) return [name, ''];
  const length = message.readInt32LE(end + 1);
  return [name, message.toString('utf8', end + 5, end + 5 + length - 1)];
}

function isCuttable(message: Buffer): boolean {
  const [name, about] = commandIn(message) ?? ['', ''];
  return WRITES.test(name) && about !== 'leases';
}

/** Calls `take` with each whole message of a stream. */
function perMessage(take: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      take(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}

export async function startProxy(target: number): Promise<MongoProxy> {
  const sockets = new Set<Socket>();
  let armed: { cut: Cut; done: () => void } | undefined;
  let destination = target;

  function breakAll(): void {
    armed?.done();
    armed = undefined;
    for (const socket of sockets) socket.destroy();
  }

  const server = createServer((client) => {
    const upstream = connect(destination, '127.0.0.1');
    let waitsForAnswer = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on(
      'data',
      perMessage((message) => {
        if (armed && isCuttable(message)) {
          if (armed.cut === 'before') return breakAll();
          waitsForAnswer = true;
        }
        upstream.write(message);
      }),
    );
    upstream.on('data', (chunk) => {
      if (waitsForAnswer) return breakAll();
      client.write(chunk);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cutNext: (cut) =>
      new Promise((done) => {
        armed = { cut, done };
      }),
    leadTo(port) {
      destination = port;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
