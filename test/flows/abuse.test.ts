import { UpdateModel } from '@common/db/collections/index.js';
import { asChatId } from '@common/ids.js';
import { Api } from 'grammy';
import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { AuditLogModel, TelegramGroupModel } from '../../src/common/models/index.js';
import { accepts, invites } from '../support/invitations.js';
import { databaseUri } from '../support/mongo.js';
import { allIsSealed, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import { noteWrites, watched } from '../support/writes.js';

const FLOOD = 200;

it('writes nothing down for a flood of a stranger’s after the first few, and still hears the team', async () => {
  const { mia, adam, telegram } = await openWorld();
  const eve = telegram.person({ first_name: 'Eve' });
  const before = await UpdateModel.countDocuments();
  for (let n = 0; n < FLOOD; n++) eve.says(`${n}`);
  const fresh = await opens(adam, 'Team');
  await adam.sees(/Your team/, fresh);
  // Adam's came last, so that all of Eve's had been looked at.
  expect((await UpdateModel.countDocuments()) - before).toBeLessThan(20);
  const answers = eve.messages().filter(({ from }) => from?.id === telegram.bot.id);
  expect(answers.length).toBeLessThan(20);
  mia.starts();
  await mia.sees(/private ads manager/);
});

describe('a flood of presses', () => {
  /** Olga gets buttons that Herald never made; answers how to press them again and again until all are answered. */
  async function openMadeUp(data: string[]) {
    const world = await openWorld({ mongodbUri: watched(databaseUri()) });
    const { telegram, apiRoot, olga } = world;
    olga.starts();
    await olga.sees(/What would you like to do/);
    const keys = data.map((callback_data, n) => [{ text: `Key ${n}`, callback_data }]);
    const { message_id: messageId } = await new Api(telegram.token, { apiRoot }).sendMessage(
      olga.id,
      'Keys',
      {
        reply_markup: { inline_keyboard: keys },
      },
    );
    const answers: unknown[] = [];
    telegram.observe(({ method, params }) => {
      if (method === 'answerCallbackQuery') answers.push(params['text']);
    });
    async function floods(count: number): Promise<unknown[]> {
      const before = answers.length;
      for (let n = 0; n < count; n++)
        telegram.run({
          do: 'press',
          chatId: olga.id,
          userId: olga.id,
          messageId,
          button: { row: n % keys.length, column: 0 },
        });
      await expect.poll(() => answers.length, { timeout: 20_000 }).toBe(before + count);
      await expect.poll(() => UpdateModel.countDocuments({ handledAt: null })).toBe(0);
      // What the log has of it is sealed within a second, which is a write of its own.
      await allIsSealed();
      return [...new Set(answers)];
    }
    const takeWritten = noteWrites(mongoose.connection.getClient());
    // The one who leads says so all the while.
    const written = () => takeWritten().filter((name) => name !== 'leases');
    return { world, floods, written };
  }

  it('of buttons that lead nowhere costs at most a few writes, and each is answered', async () => {
    const { world, floods, written } = await openMadeUp([
      ...['x.y::0', 'nonsense', 'campaign.pause', 'campaign.pause:id:x', 'a:b:c:d', ':::'],
    ]);
    const before = await UpdateModel.countDocuments();
    expect(await floods(FLOOD)).toEqual(['This button is out of date.']);
    expect((await UpdateModel.countDocuments()) - before).toBe(5);
    written();
    expect(await floods(FLOOD)).toEqual(['This button is out of date.']);
    expect(written()).toEqual([]);
    world.olga.starts();
    await expect.poll(written).toContain('updates');
  });

  it('of buttons of Home and of dialogs that are none is written down only until that is known', async () => {
    const made = ['d:deadbeef:name:back', 'home/99/0//', 'home/x/y//'];
    const { world, floods, written } = await openMadeUp(made);
    await floods(10);
    written();
    expect(await floods(FLOOD)).toEqual(['This button is out of date.']);
    expect(written()).toEqual([]);
    // Somebody who has pressed so much still has what leads somewhere written down before Telegram forgets it.
    world.olga.presses('Campaigns');
    await expect.poll(written).toContain('updates');
  });

  it('on things that never were leaves but a few entries in the log', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => String(n).padStart(24, 'a'));
    const { floods } = await openMadeUp(ids.map((id) => `campaign.pause:${id}:0`));
    expect(await floods(40)).toEqual(['This is not there any more.']);
    expect(await AuditLogModel.countDocuments({ 'metadata.success': false })).toBe(5);
  });
});

it('forgets what an update said once it was handled', async () => {
  const { olga } = await openWorld();
  olga.says('a secret of mine');
  await olga.sees(/What should it be called|Which buttons|did not understand/);
  await expect.poll(() => UpdateModel.countDocuments({ handledAt: null })).toBe(0);
  const all = await UpdateModel.find().lean();
  expect(all.length).toBeGreaterThan(0);
  expect(JSON.stringify(all)).not.toContain('secret of mine');
});

it('remembers messages in a group with ads, however many, for they tell where a post stands', async () => {
  const { mia, owls, adam } = await openWorld();
  let last = 0;
  for (let n = 0; n < 50; n++) last = mia.saysIn(owls, `${n}`).message_id;
  adam.starts();
  await expect
    .poll(async () => (await TelegramGroupModel.findOne({ chatId: asChatId(owls.id) }).lean())?.lastMessageId)
    .toBe(last);
});

it('shows a person or a group of any name as text, on every screen that names them', async () => {
  const world = await openWorld();
  const { telegram, adam } = world;
  const name = '/stop @olga_ads evil.com';
  const bare = name.replace(/[/@.]/g, '$&\u2060');
  const eve = telegram.person({ first_name: name });
  const den = telegram.group({ title: name, owner: eve, members: [] });
  den.addsBot({ by: eve, asAdmin: true });
  await den.sees(/Give consent/);
  eve.pressesIn(den, 'Gambling ads');
  await den.sees(/✅ Gambling ads/);
  eve.pressesIn(den, 'Give consent');
  await den.sees(/Thank you/);
  await adam.sees(/\[Accept\]/);
  adam.presses('Accept');
  await adam.sees(/Takes ads/);
  await opens(adam, 'Groups');
  await adam.sees(/Ads are posted only where/);
  adam.presses(bare);
  await adam.sees(/Consent by/);
  adam.presses('Limits');
  await adam.sees(/a day/i);

  await accepts(eve, await invites(adam, 'Admin'));
  await adam.sees(/has joined/);
  adam.presses('Show');
  await adam.sees(/👑 Admin/);
  adam.presses('Remove');
  await adam.sees(/Remove|remove/);
  eve.says('/stop');
  await eve.sees(/Posting is stopped since .*, by/);

  const shown = [...adam.messages(), ...eve.messages(), ...den.posts()].filter(
    ({ from }) => from?.id === telegram.bot.id,
  );
  const naming = shown.filter((one) => one.text?.includes('evil'));
  expect(naming.length).toBeGreaterThanOrEqual(5);
  for (const { text: words = '', entities = [] } of shown)
    for (const { type, offset, length } of entities) {
      const part = words.slice(offset, offset + length);
      if (part.includes('t.me/herald_bot')) continue;
      expect(['bold', 'italic'], `${type}: ${part}`).toContain(type);
    }
});
