import { Agent, request } from 'node:http';

export interface Load {
  /** Time from the first call to the last answer (ms). */
  ms: number;
  /** How long each call took (ms). */
  latencies: number[];
}

/** Posts JSON over so many connections, each of which calls again as soon as it is answered. */
export async function postJson(
  url: string,
  concurrency: number,
  count: number,
  body: (call: number) => unknown,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const latencies: number[] = [];
  let next = 0;

  async function caller(): Promise<void> {
    while (next < count) {
      const text = JSON.stringify(body(next++));
      const started = performance.now();
      await post(url, agent, text);
      latencies.push(performance.now() - started);
    }
  }

  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, caller));
  const ms = performance.now() - started;
  agent.destroy();
  return { ms, latencies };
}

function post(url: string, agent: Agent, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${answer.statusCode}`));
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}
