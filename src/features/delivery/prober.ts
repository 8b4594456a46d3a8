import type { Clock } from '@common/clock.js';
import type { Fence } from '@common/db/lease.js';
import type { Message } from '@common/i18n/index.js';
import type { ChatId, GroupId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { Payload, ScheduledPost, TelegramGroup } from '@common/models/index.js';
import { step } from '@common/step.js';
import type { Message as TelegramMessage } from 'grammy/types';
import { endProbing, findPost, movePost, openPostsIn, type PostChange } from '../queue/index.js';
import type { Acks } from './ack.service.js';
import { planned } from './actions.rules.js';
import type { EngineMetrics } from './engine-metrics.js';
import type { Pacing } from './pacing.js';
import { planForMessage } from './post-history.repo.js';
import {
  fitsMessage,
  isRuledOutBelow,
  MOST_UNPROVING,
  nextProbeStep,
  type ProbeStep,
} from './probe.rules.js';
import { type ProbeAnswer, probeAnswerOf } from './probe-answer.js';
import { FRESH_WALK, readProbeFacts } from './probe-facts.js';

export interface ProberDeps {
  clock: Clock;
  log: Logger;
  fence: Pick<Fence, 'isHeld'>;
  acks: Pick<Acks, 'sent' | 'again'>;
  pacing: Pick<Pacing, 'nextFree' | 'charge' | 'slowDown'>;
  metrics: Pick<EngineMetrics, 'probed'>;
  groups: {
    get(id: GroupId): Promise<TelegramGroup | null>;
    migrated(from: ChatId, to: ChatId): Promise<unknown>;
  };
  /** After this long (ms) without an answer a call has none. */
  timeoutMs: number;
  /** So long (ms) after an intent Telegram may still carry it out. */
  settleMs: number;
  /** Whether a silent message may be sent into the group to learn its newest id. */
  mayAsk(): Promise<boolean>;
  /** Gives a message the keyboard (or caption) of a payload: one call, never repeated. */
  dress(chatId: ChatId, messageId: number, payload: Payload): Promise<TelegramMessage | true>;
  /** Sends a silent message and deletes it at once; its id is remembered. */
  ask(group: TelegramGroup): Promise<void>;
  /** Something is due to a post that was sent. */
  nudgeActions(): void;
  /** Makes posts questions for a person; `at`: the message that may be them. */
  hold(posts: readonly ScheduledPost[], why: Message, at: number | null): Promise<void>;
}

export interface Prober {
  /** Does one thing to find out whether an uncertain post stands in its chat, and says when to look again. */
  look(post: ScheduledPost): Promise<void>;
}

/** An uncertain post of which it is known what to look for, and where. */
type Sought = ScheduledPost & { chatId: ChatId; payload: Payload };

/** Longer than any call: a look that was killed is taken up again. */
const MARGIN_MS = 10_000;

/** Looks for posts of which nobody knows whether they arrived, one message after the other, and never sends them. */
export function createProber(deps: ProberDeps): Prober {
  const { clock, log, acks, pacing } = deps;

  /** Only while nobody else has moved it: an acknowledgement that comes meanwhile wins. */
  function move(post: ScheduledPost, change: PostChange): Promise<ScheduledPost | null> {
    return movePost({ _id: post._id, status: { $in: ['uncertain'] }, rev: post.rev }, change);
  }

  const sleep = (post: ScheduledPost, until: number) => move(post, { wakeAt: new Date(until) });

  async function call(chatId: ChatId, id: number, payload: Payload): Promise<ProbeAnswer> {
    const answer = await deps.dress(chatId, id, payload).then(
      (message): ProbeAnswer =>
        // Only a message that an inline query sent is answered with `true`: never one of ours.
        message === true
          ? { kind: 'nothing', untouched: false, counts: true, slowDown: false, afterMs: 0 }
          : { kind: 'hit', message },
      probeAnswerOf,
    );
    deps.metrics.probed(answer.kind);
    return answer;
  }

  /** Waits for the chat's turn in the pacing; false: it has not come yet. */
  async function takesTurn(post: Sought): Promise<boolean> {
    const { chatId } = post;
    const now = clock.now();
    const free = pacing.nextFree(chatId, now);
    if (free > now) {
      await sleep(post, free);
      return false;
    }
    pacing.charge(chatId, now);
    return true;
  }

  /** An answer that proved nothing: wait, and ask a person after the third. */
  async function unproven(
    post: Sought,
    answer: Extract<ProbeAnswer, { kind: 'nothing' }>,
    change: PostChange = {},
  ): Promise<void> {
    const now = clock.now();
    if (answer.slowDown) pacing.slowDown(post.chatId, now, now + answer.afterMs);
    const walk = post.walk ?? FRESH_WALK;
    const unproving = walk.unproving + (answer.counts ? 1 : 0);
    const moved = await move(post, {
      ...change,
      walk: { ...walk, unproving },
      wakeAt: new Date(now + answer.afterMs),
    });
    if (moved && unproving >= MOST_UNPROVING) await deps.hold([moved], { key: 'held-unproving' }, null);
  }

  /** Whether the message is known to be another post's, which then gets its own look back, whatever happens to us. */
  const redress = (chatId: ChatId, messageId: number) =>
    planForMessage(chatId, messageId, planned('dress', clock.now()));

  /** Whether all messages before this one are known to be something else. */
  async function isFirst(post: Sought, { message_id }: TelegramMessage): Promise<boolean> {
    const group = await deps.groups.get(post.groupId);
    const facts = await readProbeFacts(post, { ...deps, chatId: post.chatId, group, now: clock.now() });
    return isRuledOutBelow(facts, message_id);
  }

  /**
   * Our edit has put this post's keyboard or caption on another message of ours. Whose it is, if that is known, is
   * settled with an action of its own that gives it its own back: it is tried until it is done, or told to a person.
   * Until then the message stays in `probing`, so that nobody believes what it shows.
   */
  async function restore(post: Sought, message: TelegramMessage): Promise<void> {
    const { chatId } = post;
    const { message_id: id } = message;
    const others = (await openPostsIn(post.groupId)).filter(
      (other) => other._id !== post._id && other.chatId === chatId,
    );
    const showsWords = post.payload.method !== 'sendMediaGroup';
    const fitting = others.filter((other) => fitsMessage(other, message, deps.timeoutMs, showsWords));
    const [owner] = fitting;
    step('probe.hit');
    // Without its words, only the first of an album's messages that may be it is surely the one that had them.
    const known = showsWords || message.media_group_id === undefined || (await isFirst(post, message));
    if (owner && fitting.length === 1 && known) await acks.sent(owner, message);
    step('probe.restored');
    if (await redress(chatId, id)) {
      deps.nudgeActions();
      return void (await sleep(post, clock.now()));
    }
    const unknown = fitting.filter(({ status }) => status === 'uncertain');
    await deps.hold([post, ...unknown], { key: 'held-touched' }, id);
  }

  async function conclude(post: Sought, id: number, answer: ProbeAnswer, spoiled: boolean): Promise<void> {
    const walk = post.walk ?? FRESH_WALK;
    const probing = post.probing.filter((one) => one !== id);
    const done: PostChange = { probing, wakeAt: new Date(clock.now()) };
    switch (answer.kind) {
      case 'ours':
        // Perhaps it only looks so because of an edit of ours before.
        if (spoiled) return deps.hold([post], { key: 'held-touched' }, id);
        await acks.sent(post, { message_id: id, date: Math.floor((post.intentAt?.getTime() ?? 0) / 1000) });
        return endProbing(post._id, id);
      case 'not-ours':
        return void (await move(post, { ...done, walk: { ...walk, notOurs: [...walk.notOurs, id] } }));
      case 'gone':
        return void (await move(post, { ...done, walk: { ...walk, gone: [...walk.gone, id] } }));
      case 'hit':
        return restore(post, answer.message);
      case 'moved':
        await deps.groups.migrated(post.chatId, answer.to);
        return void (await movePost({ _id: post._id, status: { $in: ['uncertain'] } }, done));
      case 'nothing':
        return unproven(post, answer, answer.untouched && !spoiled ? { probing } : {});
    }
  }

  async function touch(post: Sought, id: number): Promise<void> {
    if (!(await takesTurn(post))) return;
    const spoiled = post.probing.includes(id);
    const marked = await move(post, {
      probing: spoiled ? post.probing : [...post.probing, id],
      wakeAt: new Date(clock.now() + deps.timeoutMs + MARGIN_MS),
    });
    step('probe.marked');
    if (!marked || !deps.fence.isHeld()) return;
    const answer = await call(post.chatId, id, post.payload);
    step('probe.answered');
    log.info({ post: post._id, message: id, answer: answer.kind }, 'looked for a post');
    await conclude({ ...post, ...marked, chatId: post.chatId, payload: post.payload }, id, answer, spoiled);
  }

  async function ask(post: Sought, group: TelegramGroup | null): Promise<void> {
    if (!group || !(await takesTurn(post)) || !deps.fence.isHeld()) return;
    try {
      await deps.ask(group);
      await sleep(post, clock.now());
    } catch (error) {
      const answer = probeAnswerOf(error);
      log.warn({ err: error, post: post._id }, 'a silent message was not sent');
      const nothing = {
        kind: 'nothing',
        untouched: true,
        counts: true,
        slowDown: false,
        afterMs: 30_000,
      } as const;
      await unproven(post, answer.kind === 'nothing' ? answer : nothing);
    }
  }

  async function take(next: ProbeStep, post: Sought, group: TelegramGroup | null): Promise<void> {
    switch (next.kind) {
      case 'touch':
        return touch(post, next.id);
      case 'ask':
        return ask(post, group);
      case 'wait':
        return void (await sleep(post, next.until));
      case 'again':
        return acks.again(post, clock.now(), { key: 'why-ruled-out' }, { ruledOut: true });
      case 'hold':
        return deps.hold([post], next.why, next.at);
    }
  }

  return {
    async look({ _id }) {
      // As it is now: it may have been moved since it was found awake.
      const post = await findPost(_id);
      if (post?.status !== 'uncertain' || !post.wakeAt || post.wakeAt.getTime() > clock.now()) return;
      const { chatId, payload } = post;
      // Nothing to look for: a person has to.
      if (chatId === null || payload === null) return deps.hold([post], { key: 'why-unknown' }, null);
      const group = await deps.groups.get(post.groupId);
      const facts = await readProbeFacts(post, { ...deps, chatId, group, now: clock.now() });
      await take(nextProbeStep(facts), { ...post, chatId, payload }, group);
    },
  };
}
