import type { PostId } from '@common/ids.js';
import { callbackData, type Verb } from '../../telegram/callback.js';

export const AD_VERB = 'ad.who' satisfies Verb;
/** The same in every language: a group has no language of its own to speak. */
const TEXT = 'Ad ⓘ';

/** The button under each ad, which says who advertises; the data of a post's button is that post's alone. */
export function adMarker(post: PostId | 'preview'): { text: string; data: string } {
  return { text: TEXT, data: callbackData(AD_VERB, post) };
}
