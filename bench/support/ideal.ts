const SECOND_MS = 1_000;
/** What Herald's pacing leaves for posts of Telegram's 30 a second: menus have a reserve. */
const POSTS_PER_SECOND = 25;
/** Telegram's own: so many at once, and so many a second. */
const TELEGRAM_PER_SECOND = 30;

/** When the post of this number, from 0, leaves at the earliest (ms after all became due), where no group holds it up. */
export function idealMs(number: number): number {
  return Math.floor(number / POSTS_PER_SECOND) * SECOND_MS;
}

/** How long so many posts take that use up all that Telegram takes, and leave nothing for menus. */
export function telegramMs(count: number): number {
  return ((count - TELEGRAM_PER_SECOND) / TELEGRAM_PER_SECOND) * SECOND_MS;
}
