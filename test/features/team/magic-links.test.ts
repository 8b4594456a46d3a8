import { expect, it } from 'vitest';
import { createShiftableClock } from '../../../src/common/clock.js';
import { inTransaction } from '../../../src/common/db/index.js';
import { newId, type UserId } from '../../../src/common/ids.js';
import { type MagicLink, MagicLinkModel } from '../../../src/common/models/index.js';
import { isRefused } from '../../../src/common/outcome.js';
import { revokeMagicLink } from '../../../src/features/team/magic-link.repo.js';
import { createMagicLinks, LINK_LIFE_MS, type LinkTerms } from '../../../src/features/team/magic-links.js';
import { useDatabase } from '../../support/mongo.js';

useDatabase();

const PRESENTERS = 50;
const terms = (): LinkTerms => ({ purpose: 'invite', role: 'operator', name: null, issuer: newId<UserId>() });
let nextPerson = 1;
const somebody = () => ({ telegramId: nextPerson++ });

function open() {
  const clock = createShiftableClock();
  const links = createMagicLinks({ clock });
  async function issue(wanted = terms()) {
    const issued = await links.issue(wanted);
    if (isRefused(issued)) throw new Error(issued.refused.key);
    return issued.ok;
  }
  /** What a presenter learns of a token, in a word. */
  async function worth(token: string, purpose: MagicLink['purpose'] = 'invite', who = somebody()) {
    return Object.keys(await links.present(token, purpose, who))[0];
  }
  return { clock, links, issue, worth };
}

it('keeps a hash of 256 random bits, and nothing of the token', async () => {
  const { issue } = open();
  const { link, token } = await issue();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const stored = JSON.stringify(await MagicLinkModel.findById(link._id).lean());
  expect(stored).not.toContain(token);
  expect(link.tokenHash).toMatch(/^[0-9a-f]{64}$/);
});

it('lets one of fifty who come at once in', async () => {
  const { links, issue } = open();
  const { link, token } = await issue();
  const wins = await Promise.all(
    Array.from({ length: PRESENTERS }, async () => {
      const who = somebody();
      const presented = await links.present(token, 'invite', who);
      return 'usable' in presented && inTransaction((tx) => links.take(presented.usable._id, who, tx));
    }),
  );
  expect(wins.filter(Boolean)).toHaveLength(1);
  expect(await MagicLinkModel.findById(link._id).lean()).toMatchObject({ usedAt: expect.any(Date) });
});

it('looking at a link leaves it as it is', async () => {
  const { issue, worth } = open();
  const { token } = await issue();
  expect(await worth(token)).toBe('usable');
  expect(await worth(token)).toBe('usable');
});

it('is worth nothing when it was used, revoked, made for something else, or never made', async () => {
  const { clock, links, issue, worth } = open();
  const used = await issue();
  await links.take(used.link._id, somebody());
  const revoked = await issue();
  await inTransaction((tx) => revokeMagicLink(revoked.link._id, new Date(clock.now()), tx));
  const login = await issue({ ...terms(), purpose: 'login', role: null });
  const never = 'A'.repeat(43);
  for (const token of [used.token, revoked.token, login.token, never, '', `${used.token}A`, 'a\n'.repeat(21)])
    expect(await worth(token)).toBe('worthless');
  expect(await worth(login.token, 'login')).toBe('usable');
});

it('ends after 15 minutes of our clock, to the millisecond', async () => {
  const { clock, links, issue, worth } = open();
  const { link, token } = await issue();
  clock.advance(LINK_LIFE_MS - 1_000);
  expect(await worth(token)).toBe('usable');
  clock.advance(1_000);
  expect(await worth(token)).toBe('expired');
  expect(await links.take(link._id, somebody())).toBe(false);
});

it('wears out whoever guesses, and nobody else', async () => {
  const { clock, issue, worth } = open();
  const { token } = await issue();
  const guesser = somebody();
  for (let n = 0; n < 20; n++) await worth('A'.repeat(43), 'invite', guesser);
  expect(await worth(token, 'invite', guesser)).toBe('worthless');
  expect(await worth(token)).toBe('usable');
  clock.advance(10 * 60_000);
  expect(await worth(token, 'invite', guesser)).toBe('usable');
});

it('is not issued more than thirty times an hour by one person', async () => {
  const { clock, links, issue } = open();
  const wanted = terms();
  for (let n = 0; n < 30; n++) await issue(wanted);
  expect(await links.issue(wanted)).toEqual({ refused: { key: 'link-too-many' } });
  await issue();
  clock.advance(3_600_000);
  await issue(wanted);
});
