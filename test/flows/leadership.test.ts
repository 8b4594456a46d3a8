import { expect, it } from 'vitest';
import { useDatabase } from '../support/mongo.js';
import { openProcessWorld } from '../support/process.js';
import { catchesUp, opens, schedulesPicture, wordsIn } from '../support/steps.js';

const LONG = 60_000;

useDatabase();

it(
  'goes on in the middle of a dialog after kill -9, with what was answered before',
  async () => {
    const { olga, herald, launch } = await openProcessWorld();
    const fresh = await opens(olga, 'Campaigns');
    await olga.sees(/\[New campaign\]/, fresh);
    olga.presses('New campaign');
    await olga.sees(/New campaign · 1\/5/);
    olga.says('Autumn');
    await olga.sees(/New campaign · 2\/5\s+What does it advertise/);
    await herald.dies();
    olga.presses('OnlyFans creator');

    await (await launch()).becomesLeader();
    await olga.sees(/New campaign · 3\/5\s+For whom/);
    olga.says('Lola');
    await olga.sees(/New campaign · 4\/5/);
    olga.says('https://onlyfans.com/lola');
    await olga.sees(/Autumn\nOnlyFans creator: Lola\n[\s\S]*Create it\?/);
    olga.presses('Create campaign');
    await olga.sees(/^Autumn[\s\S]*Draft: nothing is scheduled/);
  },
  LONG,
);

it(
  'answers after kill -9 what it had received and not yet answered',
  async () => {
    const { olga, herald, launch, hangsFor, pendingUpdates } = await openProcessWorld();
    const hung = hangsFor(olga);
    olga.starts();
    await hung;
    await expect.poll(pendingUpdates).toBe(0);
    await herald.dies();
    expect(olga.lastMessage()).toBeUndefined();

    await (await launch()).becomesLeader();
    await olga.sees(/Hello, Olga/);
  },
  LONG,
);

it(
  'lets one of two processes answer and post, and the other take over after kill -9',
  async () => {
    const { olga, owls, herald, launch } = await openProcessWorld();
    const standby = await launch();
    expect([await herald.leads(), await standby.leads()]).toEqual([true, false]);
    await schedulesPicture(olga, { caption: 'Of the first', when: 'Now' });
    await owls.sees(/Of the first/);
    await schedulesPicture(olga, { name: 'Winter', caption: 'Of the second', when: 'in 10 seconds' });
    await herald.dies();

    await standby.becomesLeader();
    await expect.poll(() => wordsIn(owls), { timeout: 15_000 }).toContain('Of the second');
    await catchesUp(olga, owls);
    expect(wordsIn(owls)).toEqual(['Of the first', 'Of the second', 'Newest of all']);
  },
  LONG,
);

it(
  'hands over at once when it is asked to end',
  async () => {
    const { olga, herald, launch } = await openProcessWorld();
    const standby = await launch();
    expect(await herald.ends()).toBe(0);
    const { message_id: after } = olga.starts();
    await olga.sees(/Hello, Olga/, { after });
    expect(await standby.leads()).toBe(true);
  },
  LONG,
);
