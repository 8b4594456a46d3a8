import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Fence } from '@common/db/lease.js';
import type { CreativeId, TelegramUserId, UserId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { Campaign, ScheduledPost } from '@common/models/index.js';
import type { Api } from 'grammy';
import type { Panel } from '../../telegram/panel.js';
import { doneTo } from '../audit/index.js';
import type { BrandService } from '../brands/index.js';
import type { CampaignService } from '../campaigns/index.js';
import { brandOf } from '../campaigns/index.js';
import type { CreativeService } from '../creatives/index.js';
import type { GroupService } from '../groups/index.js';
import type { Notifications } from '../notifications/index.js';
import { endTouching } from '../queue/index.js';
import { type SettingsService, touchPostingLease } from '../settings/index.js';
import { createActionCalls } from './action-calls.js';
import { createActionsWorker } from './actions.worker.js';
import { createAfterSend } from './after-send.js';
import { tellMoved } from './group-moved.js';
import { once } from './once.js';
import { findHistory } from './post-history.repo.js';
import { type PostPast, timelineOf } from './post-timeline.view.js';
import { createPostingLoop } from './posting-loop.js';
import { createTakeDownScreens } from './take-down.composer.js';
import { isTakenDown } from './take-down.rules.js';
import { createTakeDownService } from './take-down.service.js';
import { createThings } from './take-down.things.js';
import { createTakeDownWorker } from './take-down.worker.js';
import { createTroubleCards } from './trouble.card.js';

interface AfterSendingDeps {
  /** Touches posts: its client repeats nothing. */
  api: Api;
  /** Talks with people. */
  chatApi: Api;
  timer: boolean;
  cronExpression: string;
  clock: Clock;
  log: Logger;
  fence: Fence;
  settings: SettingsService;
  groups: GroupService;
  brands: BrandService;
  creatives: CreativeService;
  campaigns: CampaignService;
  notifications: Notifications;
  adminIds(): Promise<TelegramUserId[]>;
  actorOf(telegramId: TelegramUserId): Promise<Actor | undefined>;
  nameOf(userId: UserId | null): Promise<string | undefined>;
}

/** More decisions about one post than anybody reads. */
const DECISIONS = 10;

/** Everything that is done to posts after they were sent. */
export function createAfterSending(deps: AfterSendingDeps) {
  const { api, clock, log, settings, groups, creatives, campaigns } = deps;
  const { chatsOf } = groups;
  const things = createThings(deps);
  const takeDowns = createTakeDownWorker({ ...deps, api: deps.chatApi, things, chatsOf });
  const worker = createActionsWorker({
    clock,
    log,
    may: deps.fence.isHeld,
    isStopped: async () => (await settings.read()).stopped !== null,
    call: createActionCalls(api),
    onMigrated: groups.migrated,
    onGaveUp: createTroubleCards(deps).gaveUp,
    onDressed: endTouching,
    tend: takeDowns.tend,
  });
  // A pass waits for its own calls.
  const actions = createPostingLoop({ ...deps, dispatcher: worker, settled: async () => {} });
  const { nudge } = actions;

  async function pastOf(post: ScheduledPost): Promise<PostPast> {
    const [history, entries] = await Promise.all([
      findHistory(post._id),
      doneTo('post', post._id, DECISIONS),
    ]);
    const decisions = entries.map(async (entry) => ({
      entry,
      name: (await deps.nameOf(entry.userId)) ?? '—',
    }));
    return { post, history, decisions: await Promise.all(decisions) };
  }

  const service = createTakeDownService({ clock, things, touchLease: touchPostingLease, chatsOf, nudge });
  return {
    actions,
    afterSend: createAfterSend({
      clock,
      campaigns,
      groups,
      tellMoved: (group, tx) => tellMoved(deps, group, tx),
      nudge,
      takenDownIn(tx) {
        const creativeOf = once((id: CreativeId) => creatives.get(id, tx));
        const brandOfCampaign = once((campaign: Campaign) => deps.brands.get(brandOf(campaign), tx));
        return async ({ creativeId }, campaign) =>
          isTakenDown(await creativeOf(creativeId), campaign, campaign && (await brandOfCampaign(campaign)));
      },
    }),
    /** On a post's card. */
    postPanel: (async (post, actor) => ({
      lines: timelineOf(await pastOf(post), actor),
      rows: [],
    })) satisfies Panel<ScheduledPost>,
    takeDown: createTakeDownScreens({ ...deps, takeDowns: service, things }),
  };
}
