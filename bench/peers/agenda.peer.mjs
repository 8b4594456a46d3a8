// Agenda as a sender of posts; runs from a folder that has it installed. Arguments: mode, MongoDB, sendMessage's URL,
// and a file of posts [{chatId, dueAt}]. Prints a line once all are scheduled, and goes on until it is killed.
import { readFileSync } from 'node:fs';
import { MongoBackend, MongoChangeStreamNotificationChannel, MongoClient } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';

const [mode, uri, url, file] = process.argv.slice(2);
const client = await MongoClient.connect(uri);
const mongo = client.db(`agenda-${mode}`);
const tuned = { processEvery: 100, maxConcurrency: 100, defaultConcurrency: 100, defaultLockLimit: 200 };
const agenda = new Agenda({
  backend: new MongoBackend({ mongo }),
  ...(mode !== 'defaults' && tuned),
  ...(mode === 'stream' && {
    notificationChannel: new MongoChangeStreamNotificationChannel({ db: mongo }),
  }),
});
agenda.define('post', async ({ attrs }) => {
  const body = JSON.stringify({ chat_id: attrs.data.chatId, text: 'Spin and win' });
  await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
});
await agenda.start();
const posts = JSON.parse(readFileSync(file, 'utf8'));
await Promise.all(posts.map(({ chatId, dueAt }) => agenda.schedule(new Date(dueAt), 'post', { chatId })));
console.log('scheduled');
