import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { Message } from '@common/i18n/index.js';
import type { ChatId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { PostReason, PostStatus, ScheduledPost } from '@common/models/index.js';
import { step } from '@common/step.js';
import type { Message as TelegramMessage } from 'grammy/types';
import {
  findPost,
  findPosts,
  movePost,
  movePosts,
  type Outages,
  type PostChange,
  refundCaps,
  type Strays,
} from '../queue/index.js';
import type { AfterSend } from './after-send.js';
import { idsFrom } from './album-ids.js';
import { createGroupCommit } from './group-commit.js';
import { type NewHistory, writeHistory } from './post-history.repo.js';
import { FRESH_WALK } from './probe-facts.js';

/** Whoever holds the proof may settle a post, also one that was given up as uncertain meanwhile. */
const UNSETTLED: readonly PostStatus[] = ['sending', 'uncertain', 'held'];

const ON_ITS_WAY: readonly PostStatus[] = ['claimed', 'sending', 'uncertain'];

interface AckDeps {
  clock: Clock;
  log: Logger;
  afterSend: AfterSend;
  /** How long (ms) after its intent a post is looked for of which nobody knows whether it was sent. */
  firstLookMs: number;
  outages: Pick<Outages, 'changed'>;
  strays: Pick<Strays, 'note'>;
  /** The newest messages of chats. */
  noteMessages(newest: readonly { chatId: ChatId; messageId: number }[]): Promise<void>;
}

/** That a post was sent, by whoever saw it. */
interface Proof {
  post: ScheduledPost;
  sentAt: Date;
  /** The first, and of an album the others. */
  messageIds: readonly number[];
}

/** Acknowledgements in one transaction, which is over soon. */
const MOST_TOGETHER = 100;

export interface Acks {
  /** `ids`: all messages of an album, where they are known. */
  sent(
    post: ScheduledPost,
    first: Pick<TelegramMessage, 'message_id' | 'date'>,
    ids?: readonly number[],
  ): Promise<void>;
  refused(post: ScheduledPost, reason: Message): Promise<void>;
  /** Puts a post back that certainly has not left, from wherever on its way it is. `wakeAt`: ms, UTC. */
  again(
    post: ScheduledPost,
    wakeAt: number,
    reason: Message,
    also?: Pick<PostChange, 'ruledOut'>,
  ): Promise<void>;
  unknown(post: ScheduledPost): Promise<void>;
}

/** The history entry of a post, whatever became of it. */
export function historyEntry(
  post: ScheduledPost,
  end: Pick<NewHistory, 'status' | 'sentAt' | 'reason'> & Partial<Pick<NewHistory, 'actions' | 'messageIds'>>,
): NewHistory {
  const { _id: postId, campaignId, groupId, creativeId, chatId, messageId, payload } = post;
  const messageIds = messageId === null ? [] : [messageId];
  const parts = { postId, campaignId, groupId, creativeId, chatId, messageId, messageIds, payload };
  return { ...parts, actions: [], ...end };
}

/** Writes what became of a post that was on its way. An acknowledgement is never dropped and counts once. */
export function createAcks(deps: AckDeps): Acks {
  const { clock, log, afterSend, firstLookMs, outages, strays, noteMessages } = deps;

  const because = (why: Message): PostReason => ({ why, at: new Date(clock.now()), trace: [] });

  function settle(
    post: ScheduledPost,
    from: readonly PostStatus[],
    change: PostChange,
    after: (settled: ScheduledPost, tx: Tx) => Promise<void> = async () => {},
  ): Promise<boolean> {
    return inTransaction(async (tx) => {
      const filter = { _id: post._id, status: { $in: from }, token: post.token ?? '' };
      const settled = await movePost(filter, change, tx);
      if (settled) {
        await after(settled, tx);
        await outages.changed(settled, tx);
        step('ack.written');
      } else
        log.error(
          { post: post._id, to: change.status },
          'an acknowledgement found its post settled otherwise',
        );
      return settled !== null;
    });
  }

  /** Which of them hold the proof for a post that still waits for it. */
  async function unsettledOf(proofs: readonly Proof[], tx: Tx): Promise<Proof[]> {
    const now = await findPosts(
      proofs.map(({ post }) => post._id),
      tx,
    );
    return proofs.filter(({ post }) => {
      const row = now.get(post._id);
      return row && row.token !== null && row.token === post.token && UNSETTLED.includes(row.status);
    });
  }

  /** Answers the proofs that settled their post. */
  async function writeSent(proofs: readonly Proof[], tx: Tx): Promise<Proof[]> {
    const open = await unsettledOf(proofs, tx);
    const moves = open.map(({ post: { _id, token }, messageIds: [messageId = null] }) => ({
      where: { _id, status: { $in: UNSETTLED }, token: token ?? '' },
      change: { status: 'sent', messageId, wakeAt: null, reason: null } as const,
    }));
    const settled = new Map((await movePosts(moves, tx)).map((post) => [post._id, post]));
    const sent = open.map(({ post, ...proof }) => ({ ...proof, post: settled.get(post._id) ?? post }));
    const actions = await afterSend.actionsFor(sent, tx);
    const entries = sent.map(({ post, sentAt, messageIds }, place) =>
      historyEntry(post, {
        status: 'sent',
        sentAt,
        reason: null,
        actions: actions[place] ?? [],
        messageIds: [...messageIds],
      }),
    );
    if (entries.length > 0) await writeHistory(entries, tx);
    for (const { post } of sent) await outages.changed(post, tx);
    if (sent.length > 0) step('ack.written');
    return open;
  }

  const settleSent = createGroupCommit(async (proofs: readonly Proof[]) => {
    const settled = await inTransaction((tx) => writeSent(proofs, tx));
    await noteMessages(
      proofs.flatMap(({ post: { chatId }, messageIds }) =>
        chatId === null ? [] : [{ chatId, messageId: Math.max(...messageIds) }],
      ),
    );
    const late = proofs.filter((proof) => !settled.includes(proof));
    for (const { post } of late) log.error({ post: post._id }, 'a proof found its post settled otherwise');
    return proofs.map((proof) => settled.includes(proof));
  }, MOST_TOGETHER);

  /** A message of a post that was settled otherwise is shown to a person: the ad may stand twice. */
  async function noteUnlessKnown(post: ScheduledPost, messageIds: readonly number[]): Promise<void> {
    const now = await findPost(post._id);
    const [messageId = 0, ...others] = messageIds;
    // The same proof twice, or what a person has found without knowing its id.
    if (now?.status === 'sent' && (now.messageId ?? messageId) === messageId) return;
    if (post.chatId === null) return;
    await strays.note(post, post.chatId, messageId, others);
  }

  return {
    async sent(post, first, ids) {
      step('ack.begin');
      const sentAt = new Date(first.date * 1000);
      const messageIds = [...(ids ?? (await idsFrom(post, first.message_id)))];
      const settled = await settleSent({ post, sentAt, messageIds });
      step('ack.committed');
      if (!settled) await noteUnlessKnown(post, messageIds);
      afterSend.nudge();
    },
    async refused(post, reason) {
      const change: PostChange = { status: 'failed', wakeAt: null, reason: because(reason) };
      const sentAt = new Date(clock.now());
      await settle(post, UNSETTLED, change, async (settled, tx) => {
        await refundCaps(settled, tx);
        await writeHistory([historyEntry(settled, { status: 'failed', sentAt, reason })], tx);
        await afterSend.refused(settled, reason, tx);
      });
    },
    async again(post, wakeAt, reason, also = {}) {
      const change: PostChange = {
        ...also,
        status: 'due',
        token: null,
        intentAt: null,
        payload: null,
        holdsTopUntil: null,
        reason: because(reason),
        wakeAt: new Date(wakeAt),
      };
      await settle(post, ON_ITS_WAY, change, refundCaps);
    },
    async unknown(post) {
      const change: PostChange = {
        status: 'uncertain',
        walk: FRESH_WALK,
        wakeAt: new Date((post.intentAt?.getTime() ?? clock.now()) + firstLookMs),
        reason: because({ key: 'why-unknown' }),
      };
      await settle(post, ['sending'], change);
      step('ack.unknown');
    },
  };
}
