import type { TelegramClock } from './clock.js';
import { tooManyRequests } from './errors.js';
import type { SimLimits } from './sim-protocol.js';
import type { ChatState } from './world.js';

/** Tokens that refill with time. */
interface Bucket {
  tokens: number;
  at: number;
}

interface Rule {
  /** As many as may come at once. */
  burst: number;
  perMs: number;
  /** Which bucket a message to this chat draws from; undefined: none. */
  of(chat: Pick<ChatState, 'id' | 'kind'>): string | undefined;
}

/** 30 a second over all, 1 a second in a chat with short bursts, 20 a minute in a group or channel (L1). */
const RULES: readonly Rule[] = [
  { burst: 30, perMs: 30 / 1_000, of: () => 'all' },
  { burst: 3, perMs: 1 / 1_000, of: ({ id }) => `chat ${id}` },
  { burst: 20, perMs: 20 / 60_000, of: ({ id, kind }) => (kind === 'private' ? undefined : `group ${id}`) },
];

export interface Limits {
  /**
   * Lets so many messages into a chat. Over the limit it refuses with 429 in `buckets` mode, longer and longer for who
   * goes on regardless (L2), and waits for its turn in `queue` mode.
   */
  admit(chat: Pick<ChatState, 'id' | 'kind'>, messages: number): Promise<void>;
  set(mode: SimLimits): void;
  mode(): SimLimits;
}

export function createLimits(clock: TelegramClock, initial: SimLimits = 'off'): Limits {
  let mode = initial;
  const buckets = new Map<string, Bucket>();
  /** Until when a chat has been told to wait, and for how long the last time (ms). */
  const told = new Map<number, { until: number; wait: number }>();

  function bucketsOf(chat: Pick<ChatState, 'id' | 'kind'>): { rule: Rule; bucket: Bucket }[] {
    return RULES.flatMap((rule) => {
      const name = rule.of(chat);
      if (name === undefined) return [];
      const bucket = buckets.get(name) ?? { tokens: rule.burst, at: clock.now() };
      buckets.set(name, bucket);
      bucket.tokens = Math.min(rule.burst, bucket.tokens + (clock.now() - bucket.at) * rule.perMs);
      bucket.at = clock.now();
      return [{ rule, bucket }];
    });
  }

  /** How long (ms) until so many fit; an album larger than a burst waits for a full bucket. */
  function waitFor(chat: Pick<ChatState, 'id' | 'kind'>, messages: number): number {
    const waits = bucketsOf(chat).map(({ rule, bucket }) => {
      const missing = Math.min(messages, rule.burst) - bucket.tokens;
      return missing > 1e-9 ? missing / rule.perMs : 0;
    });
    return Math.max(...waits);
  }

  function refuse(chatId: number, wait: number): never {
    const before = told.get(chatId);
    const insists = before !== undefined && clock.now() < before.until;
    const longer = insists ? Math.max(wait, before.wait * 2) : wait;
    told.set(chatId, { until: clock.now() + longer, wait: longer });
    throw tooManyRequests(Math.ceil(longer / 1_000));
  }

  const turn = (ms: number) =>
    new Promise<void>((resolve) => {
      clock.at(clock.now() + ms, resolve);
    });

  return {
    async admit(chat, messages) {
      if (mode === 'off') return;
      const until = told.get(chat.id)?.until ?? 0;
      for (;;) {
        const wait = Math.max(waitFor(chat, messages), mode === 'buckets' ? until - clock.now() : 0);
        if (wait <= 0) break;
        if (mode === 'buckets') refuse(chat.id, wait);
        await turn(wait);
      }
      told.delete(chat.id);
      for (const { bucket } of bucketsOf(chat)) bucket.tokens -= messages;
    },
    mode: () => mode,
    set(next) {
      mode = next;
      buckets.clear();
      told.clear();
    },
  };
}

/** How many messages a call puts into its chat: an album and a plural count each of theirs. */
export function messagesOf(method: string, params: Record<string, unknown>): number {
  const name = method.toLowerCase();
  if (!/^(send|copy|forward)/.test(name) || name === 'sendchataction') return 0;
  const plural = params['media'] ?? params['message_ids'];
  if (plural === undefined) return 1;
  const items: unknown = typeof plural === 'string' ? JSON.parse(plural) : plural;
  return Array.isArray(items) ? items.length : 1;
}
