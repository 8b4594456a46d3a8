import type { Bench } from '../authz/bench.js';
import type { Principal } from '../authz/people.js';
import type { Dice } from './dice.js';
import type { Sent } from './sent.js';

const CHIEF: Principal = 'owner of the group';
const PEOPLE: readonly Principal[] = [CHIEF, 'member of the group', "operator, another's", 'anonymous admin'];
const RIGHTS = ['can_post_messages', 'can_delete_messages', 'can_pin_messages', 'can_manage_chat'];
const RESTRICTED = ['can_send_messages', 'can_send_photos', 'can_send_videos'];
const CONSENTS = ['adult', 'gambling', 'pin', 'give'];

/** What happens in groups: talk, answers to ads, consent, what Telegram itself tells. */
export function groupWords({ cast, updates, things, bot, clock }: Bench): (dice: Dice) => Sent {
  const places = Object.values(cast.chats);
  const chatOf = (id: number) => ({ id, type: 'supergroup', title: 'Group' });

  /** Answers to an ad, as it stands there, or as somebody says that it stands. */
  function answersAnAd({ pick, throws }: Dice): Sent {
    const principal = pick(PEOPLE);
    const place = pick(places);
    const { message } = updates.says(cast.users[principal], 'Nice', place);
    const date = Math.floor(clock.now() / 1000) - pick([-60, 0, 3_590, 3_600, 90_000]);
    const markup = {
      inline_keyboard: [[{ text: 'Ad', callback_data: `ad.who:${pick(things.of.post).id}:0` }]],
    };
    const ad = { message_id: Math.floor(throws() * 50), date, chat: chatOf(place), from: bot.botInfo };
    return {
      principal,
      update: { message: { ...message, reply_to_message: { ...ad, text: 'Ad', reply_markup: markup } } },
    };
  }

  function talks({ pick, throws }: Dice): Sent {
    const principal = pick(PEOPLE);
    const text = pick(['Hello', '/start', '/stop', '/resume', '/start a_x']);
    const { message } = updates.says(cast.users[principal], text, pick(places));
    return { principal, update: { message: { ...message, message_id: Math.floor(throws() * 10 ** 6) } } };
  }

  function consents({ pick }: Dice): Sent {
    const principal = pick([CHIEF, CHIEF, ...PEOPLE]);
    const data = `consent.${pick(CONSENTS)}::0`;
    return { principal, update: { ...updates.press(cast.users[principal], data, pick(places)) } };
  }

  function tells({ pick, chance }: Dice): Sent {
    const memberOf = () => ({
      user: bot.botInfo,
      status: pick(['administrator', 'member', 'left', 'kicked', 'restricted']),
      ...Object.fromEntries([...RIGHTS, ...RESTRICTED].map((name) => [name, chance(0.7)])),
    });
    const change = { date: 1_795_687_200, old_chat_member: memberOf(), new_chat_member: memberOf() };
    const chat = chatOf(pick([...places, -(10 ** 12) - 77]));
    return {
      principal: CHIEF,
      update: { my_chat_member: { chat, from: cast.users[CHIEF], ...change } },
    };
  }

  /** Said by the chat itself, in the name of whoever did it. */
  function serves({ pick, chance }: Dice): Sent {
    const { message } = updates.says(cast.users[CHIEF], '', pick(places));
    const { text: _none, ...rest } = { ...message };
    const service = pick<Record<string, unknown>>([
      { migrate_to_chat_id: chance(0.5) ? pick(places) : -(10 ** 12) - 99 },
      { migrate_from_chat_id: pick(places) },
      { forum_topic_reopened: {} },
      { pinned_message: { message_id: 5, date: 1, chat: rest.chat } },
      { new_chat_title: 'x'.repeat(200) },
    ]);
    return { principal: CHIEF, update: { message: { ...rest, ...service } } };
  }

  return (dice) =>
    dice.pick([talks, talks, answersAnAd, answersAnAd, consents, consents, tells, serves])(dice);
}
