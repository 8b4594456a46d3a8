import mongoose from 'mongoose';
import { expect, it } from 'vitest';
import { invites } from '../support/invitations.js';
import { databaseUri, useDatabase } from '../support/mongo.js';
import { openProcessWorld } from '../support/process.js';
import { schedulesPicture } from '../support/steps.js';
import { asksForLink, createWebClient } from '../support/web.js';

useDatabase();

const TOKEN_IN_LINK = /start=([ci]_[\w-]{43})/;

/** All that the database holds, as text. */
async function wholeDatabase(): Promise<string> {
  const client = new mongoose.mongo.MongoClient(databaseUri());
  try {
    const collections = await client.db().collections();
    const all = collections.map(async (one) => ({ [one.collectionName]: await one.find().toArray() }));
    return JSON.stringify(await Promise.all(all));
  } finally {
    await client.close();
  }
}

it('keeps the bot token and all links out of logs, pages and the database, on good and on bad days', async () => {
  const { herald, adam, olga, mia, telegram } = await openProcessWorld({
    logLevel: 'trace',
    whenLed: ({ output }) => expect.poll(() => output().out).toMatch(TOKEN_IN_LINK),
  });
  const claim = TOKEN_IN_LINK.exec(herald.output().out)?.[1] ?? '';
  mia.starts(claim);
  await mia.sees(/not valid any more/);

  // A good day.
  await schedulesPicture(olga);
  const first = await invites(adam, 'Operator');
  adam.presses('QR');
  await adam.sees(/\S/, { after: adam.lastMessage()?.message_id ?? 0 });
  mia.starts(first);
  await mia.sees(/Adam invites you/);
  mia.presses('Accept');
  await mia.sees(/You are on the team now/);

  const login = await asksForLink(olga);
  const browser = createWebClient(Number(login.url.port));
  await browser.signsIn(login.token);
  const session = browser.cookies.get('herald') ?? 'no session';
  const queue = await (await browser.get('/')).text();
  expect(queue).toContain('Olga');
  const unused = await asksForLink(olga);

  // A bad day: what carries a link is refused, cut off, and answered by nonsense.
  const refused = await invites(adam, 'Operator');
  const zoe = telegram.person({ first_name: 'Zoe' });
  const faults = [
    { kind: 'serverError' },
    { kind: 'cutBeforeAccept' },
    { kind: 'badGateway' },
    { kind: 'refused', code: 400, description: 'Bad Request: nonsense' },
  ] as const;
  // The excuse for it is refused, too.
  for (const fault of faults.flatMap((one) => [one, one]))
    telegram.fault({ ...fault, method: 'sendMessage', chatId: zoe.id });
  for (const _ of [...faults, 'and at last']) zoe.starts(refused);
  await zoe.sees(/Adam invites you/);

  const secrets = [
    telegram.token,
    ...[claim, first, refused].map((payload) => payload.slice(2)),
    ...[login.token, unused.token, session],
  ];
  await expect.poll(async () => (await wholeDatabase()).includes('"handledAt"')).toBe(true);
  const { out, err } = herald.output();
  const places = {
    'the log': out.replace(/^Open this link in Telegram.*$/gm, ''),
    'standard error': err,
    '/healthz': await herald.page('/healthz'),
    'a page that is not there': await herald.page(`/${first}`),
    'the queue in the browser': queue,
    'the database': await wholeDatabase(),
  };
  expect(out).toContain('update failed');
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets) expect(text.includes(secret), `${place} holds ${secret}`).toBe(false);
  expect(await herald.ends()).toBe(0);
});
