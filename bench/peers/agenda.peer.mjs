// Agenda as a sender of posts; runs from a folder that has it installed.
import { MongoBackend, MongoChangeStreamNotificationChannel, MongoClient } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { count, play, send, task } from './posts.mjs';

const { mode, store } = task;
const client = await MongoClient.connect(store);
const mongo = client.db(`agenda-${mode}-${Date.now()}`);
const tuned = { processEvery: 100, maxConcurrency: 100, defaultConcurrency: 100, defaultLockLimit: 200 };
const agenda = new Agenda({
  backend: new MongoBackend({ mongo }),
  ...(mode !== 'defaults' && tuned),
  ...(mode === 'stream' && {
    notificationChannel: new MongoChangeStreamNotificationChannel({ db: mongo }),
  }),
});
agenda.define('post', ({ attrs }) => send(attrs.data.chatId));
agenda.on('complete:post', count);
await agenda.ready;
await play({
  start: () => agenda.start(),
  scheduleAll: (posts) =>
    Promise.all(posts.map(({ chatId, dueAt }) => agenda.schedule(new Date(dueAt), 'post', { chatId }))),
  add: ({ chatId }) => agenda.now('post', { chatId }),
});
