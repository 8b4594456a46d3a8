import { ConversationModel } from '@common/db/collections/index.js';
import type { Update } from 'grammy/types';
import type { Bench } from '../authz/bench.js';
import { FINISHES } from '../authz/finishes.js';
import { drawnBy, OTHERWISE, putsAt } from '../authz/standing.js';
import { VERBS } from '../authz/verbs.js';
import { OPERATOR } from './crowd.js';
import type { Dice } from './dice.js';
import { groupWords } from './group-updates.js';
import type { Crowd, Sent } from './sent.js';
import { mediaOf, WORDS } from './words.js';

type Calls = ReturnType<Bench['sinceThen']>['calls'];

/** So many of the newest buttons of a chat are still pressed. */
const REMEMBERED = 40;
/** Whoever has the real one may join, and that would be right. */
const NO_TOKEN = 'A'.repeat(43);

/** The data of every button that Herald may show, about every thing that is there. */
function realButtons({ things }: Bench): string[] {
  const known = { ...things, token: NO_TOKEN };
  return VERBS.flatMap(([verb, { kind, id }]) =>
    (kind === null ? [null] : things.of[kind]).map((thing) => {
      const named = id ? id(thing?.id ?? '', known) : (thing?.id ?? '');
      return `${verb}:${named}:${thing?.rev ?? 0}`;
    }),
  );
}

/** What people do, and what they could try with what they have seen. */
export function createLikelyUpdates(bench: Bench, { users, chats }: Crowd) {
  const { cast, updates, things, rooms } = bench;
  const operator = cast.users[OPERATOR];
  const real = realButtons(bench);
  const drawn = new Map<number, string[]>();
  const group = groupWords(bench);
  const steps = rooms.dialogs.flatMap(({ id: dialog, steps: all }) =>
    all.map(({ id: step }) => ({ dialog, step })),
  );
  let turn = 0;
  let place = 0;

  const byOperator = (update: Update): Sent => ({ principal: OPERATOR, update: { ...update } });
  const says = (text: string) => byOperator(updates.says(operator, text));

  function pressesWhatIsShown({ pick }: Dice): Sent {
    const shown = drawn.get(operator.id) ?? [];
    return shown.length > 0 ? byOperator(updates.press(operator, pick(shown))) : says('/start');
  }

  /** One after the other, so that none is left out. */
  function pressesEverything(): Sent {
    turn = (turn + 1) % real.length;
    return byOperator(updates.press(operator, real[turn] ?? ''));
  }

  function pressesWhatIsReal({ pick, chance }: Dice): Sent {
    const { principal, user } = chance(0.5) ? { principal: OPERATOR, user: operator } : pick(users);
    const shown = drawn.get(operator.id) ?? [];
    const data = chance(0.2) && shown.length > 0 ? pick(shown) : pick(real);
    const place = chance(0.7) ? undefined : pick(chats).id;
    return { principal, update: { ...updates.press(user, data, place) } };
  }

  /** Puts the operator at some step of some dialog; Herald asks its question when they say something. */
  async function standsSomewhere({ pick }: Dice): Promise<Sent> {
    place = (place + 1) % steps.length;
    const { dialog = '', step = '' } = steps[place] ?? {};
    const end = FINISHES.find((one) => one.dialog === dialog);
    const thing = end?.kind ? pick(things.of[end.kind]).id : '';
    await ConversationModel.collection.deleteOne({ _id: operator.id as never });
    const answers = { ...end?.answers(thing, things), ...OTHERWISE[`${dialog} ${step}`] };
    await putsAt(bench, OPERATOR, { dialog, step, answers });
    return says('Hello');
  }

  function sends(dice: Dice): Sent {
    const { message } = updates.says(operator, '');
    const { text: _none, ...rest } = { ...message };
    return { principal: OPERATOR, update: { message: { ...rest, ...mediaOf(dice) } } };
  }

  /** Each is another one: what is kept for a person must not be kept for good. */
  function passesBy({ pick, throws }: Dice): Sent {
    const telegramId = 10 ** 9 + Math.floor(throws() * 10 ** 9);
    const user = { ...cast.users.stranger, id: telegramId };
    const update = pick([updates.says(user, pick(['/start', 'Hello'])), updates.press(user, pick(real))]);
    return { principal: 'stranger', telegramId, update: { ...update } };
  }

  const ways: readonly ((dice: Dice) => Sent | Promise<Sent>)[] = [
    ...Array.from({ length: 6 }, () => pressesWhatIsShown),
    ...Array.from({ length: 3 }, () => pressesEverything),
    ...Array.from({ length: 3 }, () => pressesWhatIsReal),
    ...Array.from(
      { length: 3 },
      () =>
        ({ pick }: Dice) =>
          says(pick(WORDS)),
    ),
    sends,
    passesBy,
    standsSomewhere,
    ({ pick }) => {
      const { principal, user } = pick(users);
      return { principal, update: { ...updates.says(user, pick(['/start', '/cancel', '/help', '/stop'])) } };
    },
    group,
    group,
  ];

  return {
    next: async (dice: Dice): Promise<Sent> => dice.pick(ways)(dice),
    /** Remembers the buttons that were shown. */
    sees(calls: Calls): void {
      for (const call of calls) {
        const chat = Number(call.payload['chat_id']);
        const data = drawnBy([call]);
        if (data.length > 0) drawn.set(chat, [...(drawn.get(chat) ?? []), ...data].slice(-REMEMBERED));
      }
    },
    /** All is as it was: what was shown meanwhile leads nowhere. */
    forgets: () => drawn.clear(),
  };
}
