import type { PostId } from '@common/ids.js';
import { callbackData, type Verb } from '../../telegram/callback.js';
import { deepLinkUrl, readDeepLink } from '../../telegram/deep-link.js';

export const AD_VERB = 'ad.who' satisfies Verb;
/** The same in every language: a group has no language of its own to speak. */
const TEXT = 'Ad ⓘ';

/** What makes a post recognisable as itself, and says who advertises; it is that post's alone. */
export interface AdMarker {
  /** The button under a message, with its data. */
  text: string;
  data: string;
  /** Where the label of an album leads, which can't have a button. */
  url: string;
}

export function adMarker(post: PostId | 'preview', botUsername: string): AdMarker {
  const url = deepLinkUrl(botUsername, { purpose: 'ad', token: post });
  return { text: TEXT, data: callbackData(AD_VERB, post), url };
}

/** The post that an album's label names by its link; undefined for any other link. */
export function markedBy(url: string): string | undefined {
  const payload = URL.canParse(url) ? new URL(url).searchParams.get('start') : null;
  const link = payload === null ? undefined : readDeepLink(payload);
  return link?.purpose === 'ad' ? link.token : undefined;
}
