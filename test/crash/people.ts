import { ADAM } from './seed.js';
import type { Stage } from './stage.js';
import type { Accept } from './telegram.js';
import type { Rows } from './witness.js';

/** Somebody writes this often while a post is being looked for, by Telegram's clock. */
const TALK_EVERY_MS = 60_000;
/** A message that nobody reads for so long is not waited for: perhaps no bot is there. */
const READ_WITHIN_MS = 10_000;

/** The ads among what was accepted: the data of their last button is `ad.who:<id>:<rev>`. */
export function isAd({ method, buttons }: Accept): boolean {
  return /^send/i.test(method) && buttons.some((data) => data.startsWith('ad.who'));
}

/** Deletes the newest ad in the first group; false: there is none yet. */
export async function moderate({ telegram, seed }: Stage): Promise<boolean> {
  const ads = (await telegram.accepts()).filter((accept) => isAd(accept) && accept.chatId === seed.owls);
  const messageId = ads.at(-1)?.messageIds[0];
  if (messageId === undefined) return false;
  await telegram.run({ do: 'deleteMessage', chatId: seed.owls, byUserId: ADAM, messageId });
  return true;
}

/** People in the first group, who know nothing of what is tried. */
export function gather(stage: Stage) {
  const { cell, telegram, seed, witness } = stage;
  let talkedAt: number | undefined;
  const pressed = new Set<number>();

  async function talk({ posts }: Rows, now: number): Promise<void> {
    const sought = posts.filter(({ status, chatId }) => status === 'uncertain' && chatId === seed.owls);
    const enough = talkedAt === undefined ? (cell.talksAt ?? Number.POSITIVE_INFINITY) : 1;
    if (sought.length < enough || now - (talkedAt ?? 0) < TALK_EVERY_MS) return;
    talkedAt = now;
    const text = 'What a night';
    const messageId = Number(await telegram.run({ do: 'say', chatId: seed.owls, userId: ADAM, text }));
    const latest = performance.now() + READ_WITHIN_MS;
    const somebodyStands = () => stage.bots.some((bot) => bot.standsAt() !== undefined);
    while (performance.now() < latest && !somebodyStands() && !(await witness.hasSeen(messageId)))
      await witness.change(READ_WITHIN_MS / 50);
  }

  /** The later one of two that are the same. */
  async function pressDoubles(): Promise<void> {
    const ads = (await telegram.accepts()).filter((accept) => isAd(accept) && accept.chatId === seed.owls);
    for (const [place, { buttons, messageIds }] of ads.entries()) {
      const [messageId] = messageIds;
      const isSecond = ads.slice(0, place).some((one) => one.buttons.join() === buttons.join());
      if (!isSecond || messageId === undefined || pressed.has(messageId)) continue;
      pressed.add(messageId);
      const press = { chatId: seed.owls, userId: ADAM, messageId, button: 'Ad ⓘ' };
      // It has come, however late: what happens now is not over.
      witness.nudge();
      await telegram.run({ do: 'press', ...press });
    }
  }

  /** What they do now; `now`: ms, UTC, by Telegram's clock. */
  return async (rows: Rows, now: number): Promise<void> => {
    await talk(rows, now);
    if (cell.presses) await pressDoubles();
  };
}
