import { expect, it } from 'vitest';
import { SessionModel, UserModel } from '../../src/common/models/index.js';
import { openFullQueue } from '../support/full-queue.js';
import { opens } from '../support/steps.js';
import { asksForLink, createWebClient } from '../support/web.js';
import { openWorld, type World } from '../support/world.js';

async function signedIn({ port }: World, person: World['olga'], userAgent?: string) {
  const browser = createWebClient(port, userAgent === undefined ? {} : { 'user-agent': userAgent });
  expect((await browser.signsIn((await asksForLink(person)).token)).status).toBe(303);
  return browser;
}

const pageOf = async (browser: ReturnType<typeof createWebClient>) => {
  const answer = await browser.get('/');
  return answer.status === 200 ? answer.text() : answer.headers.get('location');
};

async function opensMember(admin: World['adam'], name: string): Promise<void> {
  const fresh = await opens(admin, 'Team');
  await admin.sees(/Your team/, fresh);
  admin.presses(name);
  await admin.sees(new RegExp(`^${name}[\\s\\S]*Time zone`));
}

it('tells a person where they are signed in, and lets them end one or all of it', async () => {
  const world = await openWorld();
  const { olga } = world;
  const phone =
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36';
  const desk = await signedIn(world, olga);
  const pocket = await signedIn(world, olga, phone);
  const lent = await signedIn(world, olga, 'something else');
  await olga.sees(/A browser was signed in as you: A browser · last used Thu,? 26 Nov/);

  const fresh = await opens(olga, 'You');
  await olga.sees(/Time zone/, fresh);
  olga.presses('Signed in (3)');
  await olga.sees(/^Signed in as you[\s\S]*\d\. Chrome on Android · last used .* from 127\.0\.0\.1/, fresh);
  olga.presses('Chrome on Android');
  await olga.seesToast(/Signed out/);
  expect(await pageOf(pocket)).toBe('login');
  expect(await pageOf(desk)).toContain('Olga');

  olga.presses('All 2');
  await olga.sees(/No browser is signed in/, fresh);
  expect(await pageOf(desk)).toBe('login');
  expect(await pageOf(lent)).toBe('login');
});

it('lets a person sign out a browser that is not theirs, from the card that told them', async () => {
  const world = await openWorld();
  const browser = await signedIn(world, world.olga);
  await world.olga.sees(/A browser was signed in as you: Firefox on Windows/);
  world.olga.presses("It wasn't me");
  await world.olga.sees(/No browser is signed in/);
  expect(await pageOf(browser)).toBe('login');
});

it.each(['Disable', 'Remove'] as const)(
  'ends what a person has open when an admin presses %s',
  async (how) => {
    const world = await openWorld();
    const { adam, olga } = world;
    const browser = await signedIn(world, olga);
    const unused = await asksForLink(olga);
    await opensMember(adam, 'Olga');
    adam.presses(how);
    if (how === 'Remove') {
      await adam.sees(/Remove Olga from the team/);
      adam.presses('Remove Olga');
    }
    await adam.sees(/Operator · (disabled|removed)/);
    expect(await pageOf(browser)).toBe('login');
    expect(await SessionModel.countDocuments({ revokedAt: null })).toBe(0);
    expect((await createWebClient(world.port).signsIn(unused.token)).status).toBe(403);
    if (how === 'Remove') return;
    // Being let in again brings no session back.
    adam.presses('Enable');
    await adam.sees(/Operator · active/);
    expect(await pageOf(browser)).toBe('login');
  },
);

it('shows a changed role from the next request on', async () => {
  const world = await openWorld();
  const { adam, olga } = world;
  const browser = await signedIn(world, olga);
  expect(await pageOf(browser)).toContain('</strong> · Operator');
  await opensMember(adam, 'Olga');
  adam.presses('Make admin');
  await adam.sees(/^Olga[\s\S]*👑 Admin/);
  expect(await pageOf(browser)).toContain('</strong> · Admin');
});

it('shows the queue by days and what comes next, in the person’s own time', async () => {
  const world = await openWorld();
  const browser = await signedIn(world, world.olga);
  expect(await pageOf(browser)).toContain('Nothing is waiting to be posted');
  const queue = await openFullQueue(world, 2);
  await queue.adds({ dueAt: Date.UTC(2026, 10, 27, 10, 0) });
  const page = (await pageOf(browser)) ?? '';
  expect(page).toMatch(/Group \d[\s\S]*Lucky autumn · 📝 Spin[\s\S]*Waits for its time/);
  expect(page).toContain('Queue · 2');
  expect(page).toMatch(/Fri,? 27 Nov<\/th><td>2<\/td>/);
  // 10:00 in UTC is noon in Kyiv.
  expect(page).toMatch(/Fri,? 27 Nov, 12:00<\/time>/);
  expect(page).toContain('Times are shown in Europe/Kyiv');
  await UserModel.updateOne({ name: 'Olga' }, { timezone: 'Asia/Tokyo' });
  expect(await pageOf(browser)).toMatch(/Fri,? 27 Nov, 19:00<\/time>/);
});
