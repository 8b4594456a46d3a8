// What the peers have in common: reading their task, sending a post, and counting.
import { readFileSync } from 'node:fs';

export const task = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { url, posts, way, leadMs } = task;

/** A handler's work. */
export async function send(chatId) {
  if (url === null) return;
  const body = JSON.stringify({ chat_id: chatId, text: 'Spin and win' });
  const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  await answer.arrayBuffer();
}

const WARM_UP = Math.floor(posts.length / 10);
let done = 0;
let warmAt;

/** Called for each job that is done and settled. */
export function count() {
  done += 1;
  if (done === WARM_UP) warmAt = performance.now();
  if (done === posts.length) console.log(((done - WARM_UP) * 1_000) / (performance.now() - warmAt));
}

/** Starts the worker and schedules the posts, in the order and at the times that the task says. */
export async function play({ start, scheduleAll, add }) {
  const timed = (first) => posts.map(({ chatId, afterMs }) => ({ chatId, dueAt: first + afterMs }));
  if (way === 'full') {
    await scheduleAll(timed(Date.now()));
    console.log('queued');
    return start();
  }
  await start();
  const first = Date.now() + leadMs;
  if (way === 'ahead') await scheduleAll(timed(first));
  else for (const post of timed(first)) setTimeout(() => add(post), post.dueAt - Date.now());
  console.log(first);
}
