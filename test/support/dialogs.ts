import type { PersonHandle } from '../../src/playground/telegram/index.js';
import { jpeg } from '../playground/telegram/local-telegram.js';
import { createsCampaign, createsPicture, LINK, opens } from './steps.js';

/** A question of a dialog, and what a person does to answer it. */
interface Exchange {
  asks: RegExp;
  answer(person: PersonHandle): unknown;
}

/** A dialog from its first question to what it makes. */
export interface Walk {
  /** Makes what the dialog needs, once. */
  prepare(person: PersonHandle): Promise<void>;
  begin(person: PersonHandle): unknown;
  exchanges: readonly Exchange[];
  /** What stands there after the last answer. */
  made: RegExp;
}

const says = (text: string) => (person: PersonHandle) => person.says(text);
const presses = (text: string) => (person: PersonHandle) => person.presses(text);

/** Every dialog, by the title that it shows. */
export const WALKS: Record<string, Walk> = {
  'New campaign': {
    prepare: async () => undefined,
    async begin(person) {
      const fresh = await opens(person, 'Campaigns');
      await person.sees(/\[New campaign\]/, fresh);
      person.presses('New campaign');
    },
    exchanges: [
      { asks: /What is the campaign called/, answer: says('Autumn') },
      { asks: /What does it advertise/, answer: presses('OnlyFans creator') },
      { asks: /For whom/, answer: says('Lola') },
      { asks: /Where should people land/, answer: says(LINK) },
      { asks: /Autumn[\s\S]*Lola[\s\S]*Create it\?/, answer: presses('Create campaign') },
    ],
    made: /^Autumn[\s\S]*OnlyFans creator: Lola/,
  },
  'New creative': {
    prepare: async () => undefined,
    async begin(person) {
      const fresh = await opens(person, 'Creatives');
      await person.sees(/\[New creative\]/, fresh);
      person.presses('New creative');
    },
    exchanges: [
      {
        asks: /Send me the picture/,
        answer: (person) => person.sendsPhoto(jpeg(), { caption: 'Golden days' }),
      },
      { asks: /Which buttons/, answer: says(`Visit me - ${LINK}`) },
      { asks: /What should it be called/, answer: presses('Golden days') },
      { asks: /“Golden days”[\s\S]*Save it\?/, answer: presses('Save') },
    ],
    made: /^Golden days[\s\S]*One button/,
  },
  'Propose a deal': {
    prepare: createsCampaign,
    async begin(person) {
      const fresh = await opens(person, 'Deals');
      await person.sees(/\[Propose a deal\]/, fresh);
      person.presses('Propose a deal');
    },
    exchanges: [
      { asks: /Whom is the deal about/, answer: presses('OnlyFans creator') },
      { asks: /Which one/, answer: presses('Lola') },
      { asks: /How is it paid/, answer: presses('Flat amount') },
      { asks: /How much/, answer: says('100 EUR') },
      { asks: /Lola: €100\.00, flat\. Propose it/, answer: presses('Propose deal') },
    ],
    made: /^Deal with Lola[\s\S]*€100\.00, flat/,
  },
  Schedule: {
    async prepare(person) {
      await createsCampaign(person);
      await createsPicture(person);
    },
    async begin(person) {
      const fresh = await opens(person, 'Creatives');
      await person.sees(/\[[^\]]*Golden days\]/, fresh);
      person.presses('Golden days');
      await person.sees(/\[🗓 Post it…\]/, fresh);
      person.presses('Post it');
    },
    exchanges: [
      { asks: /Which campaign/, answer: presses('Autumn') },
      { asks: /What should be posted/, answer: presses('Next') },
      { asks: /☑️ Night Owls/, answer: presses('Night Owls') },
      { asks: /✅ Night Owls/, answer: presses('Next') },
      { asks: /When\? Pick/, answer: presses('In 1 hour') },
      { asks: /Where: Night Owls[\s\S]*\[Schedule 1 post\]/, answer: presses('Schedule 1 post') },
    ],
    made: /🟢 Active[\s\S]*🕒 Thu 26 Nov, 13:00 · Night Owls/,
  },
};

/** Begins the dialog and answers its first questions; ends before the question with this number, counted from 0. */
export async function walksTo(
  person: PersonHandle,
  walk: Walk,
  question: number,
): Promise<{ after: number }> {
  // Its section is opened from a fresh Home, below all that stands there now.
  const fresh = { after: person.messages().at(-1)?.message_id ?? 0 };
  await walk.begin(person);
  for (const { asks, answer } of walk.exchanges.slice(0, question)) {
    await person.sees(asks, fresh);
    answer(person);
  }
  const next = walk.exchanges[question];
  if (next) await person.sees(next.asks, fresh);
  return fresh;
}
