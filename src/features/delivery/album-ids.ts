import type { ScheduledPost } from '@common/models/index.js';
import { messagesOf } from '../creatives/index.js';
import { ourMessagesAbove } from './post-history.repo.js';
import { seenAbove } from './seen-message.repo.js';

/**
 * The messages of a post of which the first is proven. Of an album the others are the next ids, unless one of them is
 * known to be something else: then only the first is known, and a person has to see to the rest.
 */
export async function idsFrom(
  { chatId, payload }: Pick<ScheduledPost, 'chatId' | 'payload'>,
  first: number,
): Promise<number[]> {
  const count = messagesOf(payload);
  if (count === 1 || chatId === null) return [first];
  const ids = Array.from({ length: count }, (_, place) => first + place);
  const others = [...(await seenAbove(chatId, first)), ...(await ourMessagesAbove(chatId, first))];
  return others.some(({ id }) => ids.includes(id)) ? [first] : ids;
}
