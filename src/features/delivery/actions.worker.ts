import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import type { ChatId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { PostAction, PostHistory } from '@common/models/index.js';
import { step } from '@common/step.js';
import type { CallAction } from './action-calls.js';
import type { ActionOutcome } from './action-outcome.js';
import { type HistoryChange, settleAction } from './action-settling.rules.js';
import { asMoved, dueAction, isOverdueForDelete, isOverdueForPin } from './actions.rules.js';
import { dueEntries, nextActionAt, postponeChat, updateEntry } from './post-history.repo.js';

interface WorkerDeps {
  clock: Clock;
  log: Logger;
  /** Whether this process leads; asked synchronously before each call. */
  may(): boolean;
  isStopped(): Promise<boolean>;
  call: CallAction;
  /** The chat has become another one. */
  onMigrated(from: ChatId, to: ChatId): Promise<void>;
  /** An action was given up: a person should know. Part of the transaction that writes it down. */
  onGaveUp(entry: PostHistory, action: PostAction, tx: Tx): Promise<void>;
  /** A message looks as it should again. Part of the transaction that writes it down. */
  onDressed(chatId: ChatId, messageId: number, tx: Tx): Promise<void>;
  /** Brings take-downs on, before and after what is due is done; answers when to look again (ms, UTC). */
  tend(): Promise<number>;
}

/** After something that could not be stored or read. */
const AFTER_TROUBLE_MS = 5_000;
/** Telegram does not tell its pace for edits and deletes: no more than this a second, and less when it says so. */
const BATCH = 25;
const FULL_BATCH_MS = 1_000;
const WHILE_STOPPED_MS = 60_000;
const NEVER = Number.POSITIVE_INFINITY;

const isOver = ({ kind }: ActionOutcome) => kind === 'done' || kind === 'gone';

/** Does what is due to posts that were sent: at least once each, for each is harmless when it is repeated. */
export function createActionsWorker(deps: WorkerDeps) {
  const { clock, log } = deps;

  /** What can be decided without asking Telegram. */
  async function decided(entry: PostHistory, { kind }: PostAction): Promise<ActionOutcome | undefined> {
    const now = clock.now();
    if (kind === 'delete' && isOverdueForDelete(entry, now)) return { kind: 'too-old' };
    if (kind !== 'pin') return undefined;
    if (isOverdueForPin(entry, now)) return { kind: 'dropped', reason: { key: 'action-pin-late' } };
    return (await deps.isStopped()) ? { kind: 'again', afterMs: WHILE_STOPPED_MS } : undefined;
  }

  async function dressed({ chatId, messageIds }: PostHistory, tx: Tx): Promise<void> {
    if (chatId === null) return;
    for (const messageId of messageIds) await deps.onDressed(chatId, messageId, tx);
  }

  async function store(
    entry: PostHistory,
    action: PostAction,
    outcome: ActionOutcome,
    { change, gaveUp }: { change: HistoryChange; gaveUp: boolean },
  ): Promise<void> {
    const stored = await inTransaction(async (tx) => {
      const updated = await updateEntry(entry, change, tx);
      if (updated && gaveUp) await deps.onGaveUp(entry, action, tx);
      if (updated && action.kind === 'dress' && isOver(outcome)) await dressed(entry, tx);
      return updated;
    });
    // Somebody wanted something else of it meanwhile: what is due then is due in the next pass.
    if (!stored) log.info({ entry: entry._id }, 'an entry changed under an action');
    step('action.stored');
  }

  /** Answers whether the chat's other posts may follow at once. */
  async function run(entry: PostHistory, place: number, action: PostAction): Promise<boolean> {
    const early = await decided(entry, action);
    if (!early && !deps.may()) return false;
    step('action.begin');
    const outcome = early ?? (await deps.call(action.kind, entry));
    step('action.called');
    const { chatId } = entry;
    if (outcome.kind === 'moved') {
      if (chatId !== null) await deps.onMigrated(chatId, outcome.to);
      // Where the group itself is not known any more, its posts are given up all the same.
      await updateEntry(entry, { actions: asMoved(entry.actions, clock.now()) });
      return false;
    }
    const now = clock.now();
    if (outcome.kind === 'again' && !early && chatId !== null) {
      await postponeChat(chatId, new Date(now), new Date(now + outcome.afterMs));
      return false;
    }
    if (outcome.kind === 'failed')
      log.warn({ entry: entry._id, action: action.kind, outcome }, 'an action was not done');
    const settled = settleAction(entry, place, outcome, now);
    if (settled) await store(entry, action, outcome, settled);
    return true;
  }

  /** The posts of one chat, one after the other. Answers whether all went as it should. */
  async function runChat(entries: readonly PostHistory[]): Promise<boolean> {
    try {
      for (const entry of entries) {
        const place = dueAction(entry.actions, clock.now());
        const action = place === undefined ? undefined : entry.actions[place];
        if (place !== undefined && action && !(await run(entry, place, action))) break;
      }
      return true;
    } catch (error) {
      log.error({ err: error, chat: entries[0]?.chatId }, 'what is due to the posts of a chat was not done');
      return false;
    }
  }

  return {
    /** Works what is due; answers when it is worthwhile to look again (ms, UTC). */
    async pass(): Promise<number> {
      if (!deps.may()) return NEVER;
      const look = await deps.tend();
      const due = await dueEntries(new Date(clock.now()), BATCH);
      if (due.length === 0) return Math.min(look, (await nextActionAt(new Date(clock.now()))) ?? NEVER);
      const fine = await Promise.all(byChat(due).map(runChat));
      await deps.tend();
      if (!fine.every(Boolean)) return clock.now() + AFTER_TROUBLE_MS;
      return clock.now() + (due.length < BATCH ? 0 : FULL_BATCH_MS);
    },
  };
}

function byChat(entries: readonly PostHistory[]): PostHistory[][] {
  const chats = new Map<ChatId | null, PostHistory[]>();
  for (const entry of entries) {
    const known = chats.get(entry.chatId);
    if (known) known.push(entry);
    else chats.set(entry.chatId, [entry]);
  }
  return [...chats.values()];
}
