import type { Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import { createRateLimit } from '@common/rate-limit.js';
import type { Update } from 'grammy/types';
import { z } from 'zod';

const MINUTE_MS = 60_000;
const WINDOW_MS = 10 * MINUTE_MS;
/** Enough for somebody who looks around, or who comes with an invitation. */
const MOST_OF_A_STRANGER = 12;
/** Whoever consents for a group turns a few switches. */
const MOST_PRESSES = 40;
/** In a group in which nothing is posted, nothing that is said matters. */
const MOST_OF_A_GROUP = 12;
/** No update of Telegram's is nearly as long. */
const MAX_BYTES = 256 * 1024;

/** In seconds; what is later than any time can be is none of Telegram's. */
const date = z.number().int().min(0).max(8.64e12);
const chat = z.looseObject({ id: z.number().int(), type: z.string() });
const user = z.looseObject({ id: z.number().int(), is_bot: z.boolean(), first_name: z.string() });
/** In UTF-16 units, as Telegram and JavaScript count. */
const unit = z.number().int().min(0);
const entities = z.array(z.looseObject({ offset: unit, length: unit })).optional();

/** Whether a text has what its entities mark: grammY cuts commands out by them. */
function fits(text: string | undefined, marks: z.infer<typeof entities>): boolean {
  return (marks ?? []).every(({ offset, length }) => offset + length <= (text?.length ?? 0));
}

const message = z
  .looseObject({
    message_id: z.number().int(),
    date,
    chat,
    from: user.optional(),
    text: z.string().optional(),
    entities,
    caption: z.string().optional(),
    caption_entities: entities,
    reply_to_message: z.looseObject({ date }).optional(),
    forward_origin: z.looseObject({ date }).optional(),
  })
  .refine((said) => fits(said.text, said.entities) && fits(said.caption, said.caption_entities));
const member = z.looseObject({ status: z.string(), user });
const memberChange = z.looseObject({ chat, from: user, old_chat_member: member, new_chat_member: member });
const reaction = z.looseObject({ chat, user: user.optional() });

/** As much of an update as every handler takes for granted. */
const updateSchema = z.looseObject({
  update_id: z.number().int().min(0),
  message: message.optional(),
  edited_message: message.optional(),
  channel_post: message.optional(),
  callback_query: z
    .looseObject({
      id: z.string(),
      from: user,
      data: z.string().optional(),
      message: z.looseObject({ message_id: z.number().int(), date, chat }).optional(),
    })
    .optional(),
  my_chat_member: memberChange.optional(),
  chat_member: memberChange.optional(),
  message_reaction: reaction.optional(),
  message_reaction_count: z.looseObject({ chat }).optional(),
});
type Seen = z.infer<typeof updateSchema>;

/** Said by the chat itself and heard whatever else is said in it. */
const SERVICE = ['migrate_to_chat_id', 'migrate_from_chat_id', 'forum_topic_reopened', 'pinned_message'];

interface GateDeps {
  clock: Clock;
  log: Logger;
  /** Whether this person may use Herald. */
  isTeam(telegramId: number): Promise<boolean>;
  /** Whether ads are posted in this chat: there each message may tell where one stands. */
  takesAds(chatId: number): Promise<boolean>;
}

/** Lets in the updates of a batch that are worth being kept and handled. */
export type Gate = (batch: readonly Update[]) => Promise<Update[]>;

type TurnedAway = { why: 'malformed' | 'oversize' | 'bot' | 'flood'; from?: number; chat?: number };

/**
 * Stands before anything is written down: what does not look like an update, what other bots write in private, and a
 * flood of people outside the team or of groups in which nothing is posted costs no write and gets no answer.
 */
export function createGate({ clock, log, isTeam, takesAds }: GateDeps): Gate {
  const limit = (max: number) => createRateLimit({ clock, max, windowMs: WINDOW_MS });
  const strangers = limit(MOST_OF_A_STRANGER);
  const presses = limit(MOST_PRESSES);
  const groups = limit(MOST_OF_A_GROUP);
  const told = limit(1);

  async function floods(update: Seen): Promise<TurnedAway | undefined> {
    const { callback_query: press, my_chat_member: change } = update;
    const said = update.message ?? update.edited_message ?? update.channel_post;
    const reacted = update.message_reaction ?? update.message_reaction_count;
    const place = (press?.message ?? said ?? change ?? update.chat_member ?? reacted)?.chat;
    const from = press?.from ?? said?.from ?? change?.from;
    if (!place || place.type === 'private') {
      const key = from?.id ?? place?.id ?? 0;
      if (from?.is_bot) return { why: 'bot', from: key };
      // Asked first, so that somebody who has just been removed is told so.
      return (await isTeam(key)) || strangers.takes(String(key)) ? undefined : { why: 'flood', from: key };
    }
    if (press) {
      if ((await isTeam(press.from.id)) || presses.takes(String(press.from.id))) return undefined;
      return (await takesAds(place.id)) ? undefined : { why: 'flood', from: press.from.id };
    }
    if (change || (said && SERVICE.some((field) => field in said))) return undefined;
    if (groups.takes(String(place.id)) || (await takesAds(place.id))) return undefined;
    return { why: 'flood', chat: place.id };
  }

  async function turnsAway(update: Update): Promise<TurnedAway | undefined> {
    const read = updateSchema.safeParse(update);
    if (!read.success) return { why: 'malformed' };
    if (Buffer.byteLength(JSON.stringify(update)) > MAX_BYTES) return { why: 'oversize' };
    return floods(read.data);
  }

  return async (batch) => {
    const admitted: Update[] = [];
    for (const update of batch) {
      const away = await turnsAway(update);
      if (!away) admitted.push(update);
      // Once for each of them: a flood of updates must be none of lines either.
      else if (told.takes(`${away.why} ${away.from ?? ''} ${away.chat ?? ''}`))
        log.warn(away, 'updates are turned away');
    }
    return admitted;
  };
}
