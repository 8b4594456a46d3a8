/**
 * Kinds of content that the page shows in words: each has a sign, a name, and perhaps some lines. Pure.
 * @typedef {import('./types.js').Message} Message
 * @typedef {{ sign: string, name: string, lines: string[] }} Card
 */

/** What every message has, or what has a place of its own on screen. */
const notContent = new Set(
  `message_id message_thread_id from sender_chat sender_boost_count sender_business_bot business_connection_id date chat
  forward_origin is_topic_message is_automatic_forward reply_to_message external_reply quote reply_to_story via_bot
  edit_date has_protected_content is_from_offline is_paid_post media_group_id author_signature paid_star_count
  link_preview_options effect_id caption caption_entities show_caption_above_media has_media_spoiler reply_markup
  text entities photo video animation document audio voice video_note sticker reactions`.split(/\s+/),
);

/** @type {{ [kind: string]: (message: any) => Card }} */
const cards = {
  location: ({ location, venue }) => ({
    sign: '📍',
    name: venue?.title ?? (location.live_period ? 'Live location' : 'Location'),
    lines: [venue?.address, `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`],
  }),
  contact: ({ contact }) => ({
    sign: '👤',
    name: [contact.first_name, contact.last_name].filter(Boolean).join(' '),
    lines: [contact.phone_number],
  }),
  poll: ({ poll }) => ({
    sign: '📊',
    name: poll.question,
    lines: [
      ...poll.options.map((/** @type {any} */ { text, voter_count }) => `○ ${text} (${voter_count})`),
      `${poll.type === 'quiz' ? 'Quiz' : 'Poll'}${poll.is_closed ? ', closed' : ''}: ${votes(poll.total_voter_count)}`,
    ],
  }),
  dice: ({ dice }) => ({ sign: dice.emoji, name: `It shows ${dice.value}`, lines: [] }),
  game: ({ game }) => ({ sign: '🎮', name: game.title, lines: [game.description] }),
  invoice: ({ invoice }) => ({
    sign: '🧾',
    name: invoice.title,
    lines: [invoice.description, `${invoice.total_amount / 100} ${invoice.currency}`],
  }),
  story: () => ({ sign: '📖', name: 'Story', lines: [] }),
  checklist: ({ checklist }) => ({
    sign: '📋',
    name: checklist.title,
    lines: checklist.tasks.map((/** @type {any} */ { text }) => `○ ${text}`),
  }),
  giveaway: ({ giveaway }) => ({ sign: '🎁', name: 'Giveaway', lines: [giveaway.prize_description] }),
  paid_media: ({ paid_media }) => ({
    sign: '⭐',
    name: 'Paid media',
    lines: [`${paid_media.star_count} stars`],
  }),
};

/** @param {number} count */
const votes = (count) => (count === 1 ? '1 vote' : `${count} votes`);

/**
 * The card of a message that is no text, picture, video or file; undefined for those. A kind that this page does not
 * know is shown by the name that the Bot API gives it.
 * @param {Message} message
 * @returns {Card | undefined}
 */
export function cardOf(message) {
  const kind =
    Object.keys(cards).find((name) => name in message) ??
    Object.keys(message).find((name) => !notContent.has(name));
  if (kind === undefined) return undefined;
  const card = cards[kind]?.(message) ?? { sign: '📦', name: wordsOf(kind), lines: [] };
  return { ...card, lines: card.lines.filter(Boolean) };
}

/** @param {string} key `video_chat_started` */
function wordsOf(key) {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
