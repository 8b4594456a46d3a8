// BullMQ as a sender of posts; runs from a folder that has it installed.
import { Queue, Worker } from 'bullmq';
import { count, play, send, task } from './posts.mjs';

const connection = { host: '127.0.0.1', port: Number(task.store), maxRetriesPerRequest: null };
const name = `posts-${Date.now()}`;
const queue = new Queue(name, { connection });
const worker = new Worker(name, ({ data }) => send(data.chatId), {
  connection,
  concurrency: 100,
  autorun: false,
});
worker.on('completed', count);
worker.on('error', (error) => console.error(error));

function job({ chatId, dueAt }) {
  // One clock reading for both: the delay counts from the timestamp.
  const timestamp = Date.now();
  const opts = { timestamp, delay: Math.max(0, dueAt - timestamp), removeOnComplete: true };
  return { name: 'post', data: { chatId }, opts };
}

await play({
  async start() {
    await worker.waitUntilReady();
    void worker.run();
  },
  scheduleAll: (posts) => queue.addBulk(posts.map(job)),
  add: ({ chatId }) => queue.add('post', { chatId }, { removeOnComplete: true }),
});
