import { Api } from 'grammy';
import { expect, it, onTestFinished } from 'vitest';
import { createLocalTelegram } from '../src/playground/telegram/index.js';
import { checkProbe } from '../src/telegram/probe-check.js';

it('finds that Telegram answers as the look for lost posts expects, and leaves nothing behind', async () => {
  const telegram = createLocalTelegram();
  const { apiRoot, token } = await telegram.start();
  onTestFinished(() => telegram.stop());
  const mia = telegram.person({ first_name: 'Mia' });
  const owls = telegram.group({ title: 'Night Owls', owner: mia });
  owls.addsBot({ by: mia, asAdmin: true });
  const { message_id: foreign } = mia.saysIn(owls, 'Hello');
  const findings = await checkProbe(new Api(token, { apiRoot }), owls.id, foreign);
  expect(findings.filter(({ holds }) => !holds)).toEqual([]);
  expect(findings).toHaveLength(6);
  expect(owls.posts()).toEqual([]);
});
