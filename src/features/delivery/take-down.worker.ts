import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { TakeDownRow } from '@common/db/collections/index.js';
import type { CampaignId, GroupId, TelegramUserId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { Campaign, PostAction, PostHistory, TelegramGroup } from '@common/models/index.js';
import { step } from '@common/step.js';
import { type Api, GrammyError } from 'grammy';
import { editScreen } from '../../telegram/screen.js';
import { planned, restOf } from './actions.rules.js';
import { entriesOfTakeDown, untouchedEntries, updateEntry } from './post-history.repo.js';
import { moveTakeDown, openTakeDowns } from './take-down.repo.js';
import { type ChatsNow, hasMoved, type Progress, progressOf, takenDownActions } from './take-down.rules.js';
import type { Things } from './take-down.things.js';
import { progressScreen } from './take-down.view.js';

interface WorkerDeps {
  /** Talks with people. */
  api: Api;
  clock: Clock;
  log: Logger;
  things: Things;
  chatsOf(groups: readonly GroupId[]): Promise<ChatsNow>;
  campaigns: { get(id: CampaignId): Promise<Campaign | null> };
  groups: { get(id: GroupId): Promise<TelegramGroup | null> };
  actorOf(telegramId: TelegramUserId): Promise<Actor | undefined>;
}

const BATCH = 100;
/** A bar that moves more often is not read, and Telegram counts each of its steps. */
const SHOW_EVERY_MS = 1_000;

/** Finds what a take-down is about, and shows how far it is; the actions themselves are done where all are done. */
export function createTakeDownWorker(deps: WorkerDeps) {
  const { clock, log, things } = deps;
  let shownAt = 0;

  async function sweep({ _id, thing }: TakeDownRow): Promise<void> {
    const posts = await things.postsOf(thing);
    for (;;) {
      const entries = await untouchedEntries(posts, _id, BATCH);
      if (entries.length === 0) return;
      const chats = await deps.chatsOf(entries.map(({ groupId }) => groupId));
      for (const entry of entries) {
        const actions = takenDownActions(entry, hasMoved(entry, chats), clock.now());
        await updateEntry(entry, { actions, takeDownId: _id });
      }
      step('take-down.swept');
    }
  }

  async function planAgain(entry: PostHistory): Promise<PostHistory['actions']> {
    const { postId, sentAt, groupId, chatId } = entry;
    const placement = (await deps.campaigns.get(entry.campaignId))?.placement;
    const group = await deps.groups.get(groupId);
    const rest = restOf({
      postId,
      sentAt: sentAt.getTime(),
      now: clock.now(),
      placement: placement ?? { deleteAfterHours: null, pin: false },
      mayPin: group?.policy.pin ?? false,
      takenDown: false,
      moved: group !== null && group.chatId !== chatId,
    });
    return [...entry.actions, planned('restore', clock.now()), ...rest];
  }

  /** Plans what brings the posts back; answers whether some are still to come. */
  async function sweepBack({ _id }: TakeDownRow): Promise<boolean> {
    const ended = (await entriesOfTakeDown(_id)).filter(({ endedAt }) => endedAt !== null);
    const planless = ended.filter(({ actions }) => !actions.some(({ kind }) => kind === 'restore'));
    for (const entry of planless) await updateEntry(entry, { actions: await planAgain(entry) });
    return planless.length > 0 || ended.some(({ actions }) => actions.some(isPendingRestore));
  }

  async function show(row: TakeDownRow, progress: Progress): Promise<void> {
    const actor = await deps.actorOf(row.shownTo);
    const thing = await things.get(row.thing);
    if (!actor || !thing) return;
    const place = { chatId: row.shownTo, messageId: row.messageId };
    await editScreen(deps.api, place, progressScreen(row, thing.name, progress, actor.locale)).catch(
      (error: unknown) => {
        // What Telegram refuses once it refuses again; what did not reach it is tried again.
        if (!(error instanceof GrammyError)) throw error;
        log.warn({ err: error }, 'the progress of a take-down could not be shown');
      },
    );
    shownAt = clock.now();
  }

  /** Where the take-down is now, after whatever could be done for it here. */
  async function bringOn(row: TakeDownRow): Promise<TakeDownRow['status']> {
    if (row.status === 'undoing') return (await sweepBack(row)) ? 'undoing' : 'undone';
    if (row.status === 'sweeping') await sweep(row);
    return 'running';
  }

  /** Answers when to look again (ms, UTC), if that is soon. */
  async function tendOne(row: TakeDownRow): Promise<number | undefined> {
    const reached = await bringOn(row);
    const progress = progressOf(await entriesOfTakeDown(row._id));
    const status = reached === 'running' && progress.pending === 0 ? 'done' : reached;
    const shown = JSON.stringify([status, progress]);
    if (shown === row.shown) return undefined;
    const soon = shownAt + SHOW_EVERY_MS;
    if (status === row.status && clock.now() < soon) return soon;
    const next = { ...row, status, shown, endedAt: status === 'done' ? new Date(clock.now()) : row.endedAt };
    await show(next, progress);
    await moveTakeDown(row, { status, shown, endedAt: next.endedAt });
    return undefined;
  }

  return {
    /** Brings every open take-down on by what is known now. */
    async tend(): Promise<number> {
      let next = Number.POSITIVE_INFINITY;
      for (const row of await openTakeDowns())
        next = Math.min(next, (await tendOne(row)) ?? Number.POSITIVE_INFINITY);
      return next;
    },
  };
}

function isPendingRestore({ kind, nextAt }: PostAction): boolean {
  return kind === 'restore' && nextAt !== undefined;
}
