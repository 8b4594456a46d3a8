/** Longer than any name at Telegram with all its unseen signs. */
const LONGEST = 200;
/** Shown for a name in which there is nothing to see. */
const NOTHING = '—';
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Control characters and what turns the direction of the text around it; not the joiners that emoji are made of. */
const HARMFUL =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
/** What Telegram makes a command, a mention, a hashtag or a link of by itself. */
const ACTIVE = /(?<=(?<![\p{L}\p{N}/<>])\/|[@#$.+])(?=[\p{L}\p{N}_])|(?<=:)(?=\/\/)/gu;
const WORD_JOINER = '\u2060';

/**
 * A person's or group's name as others may be shown it: people outside the team choose these, so that one could pass
 * for a command ("/stop"), a link or a line of Herald's own. An unseen sign keeps Telegram from making more than text
 * of it.
 */
export function shownName(...parts: readonly (string | undefined)[]): string {
  const plain = parts.filter(Boolean).join(' ').replace(/\s+/g, ' ').replace(HARMFUL, '').trim();
  if (!VISIBLE.test(plain)) return NOTHING;
  const inert = plain.replace(ACTIVE, WORD_JOINER);
  // An emoji is not cut in two.
  return inert.length <= LONGEST ? inert : `${inert.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
