import type { ChatId } from '@common/ids.js';
import type { ProbeWalk, ScheduledPost, TelegramGroup } from '@common/models/index.js';
import { GRACE_MS, touchedIn } from '../queue/index.js';
import { ourMessagesAbove } from './post-history.repo.js';
import type { ProbeFacts } from './probe.rules.js';
import { seenAbove } from './seen-message.repo.js';

export const FRESH_WALK: ProbeWalk = { notOurs: [], gone: [], unproving: 0 };

interface Circumstances {
  chatId: ChatId;
  group: TelegramGroup | null;
  /** ms, UTC */
  now: number;
  settleMs: number;
  mayAsk(): Promise<boolean>;
}

/** Reads what is known of the chat in which a post is looked for. */
export async function readProbeFacts(
  post: ScheduledPost,
  { chatId, group, now, settleMs, mayAsk }: Circumstances,
): Promise<ProbeFacts> {
  const lastKnown = post.lastKnownMessageId ?? 0;
  const [seen, ours, touched] = await Promise.all([
    seenAbove(chatId, lastKnown),
    ourMessagesAbove(chatId, lastKnown),
    touchedIn([chatId]),
  ]);
  const byOthers = touched.filter(({ postId }) => postId !== post._id);
  return {
    now,
    settledAt: (post.intentAt?.getTime() ?? 0) + settleMs,
    graceEnd: post.dueAt.getTime() + GRACE_MS,
    lastKnown,
    explained: [...seen, ...ours],
    untouchable: new Set(byOthers.map(({ messageId }) => messageId)),
    walk: post.walk ?? FRESH_WALK,
    ruledOut: post.ruledOut,
    moved: group?.chatId !== chatId,
    mayAsk: await mayAsk(),
  };
}
