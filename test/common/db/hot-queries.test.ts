import { inTransaction } from '@common/db/index.js';
import { runMigrations } from '@common/db/migrations/index.js';
import { asChatId, asTelegramUserId, newId, type UserId } from '@common/ids.js';
import { createLogger } from '@common/logger.js';
import { AuditLogModel } from '@common/models/index.js';
import { beforeAll, describe, expect, it } from 'vitest';
import * as audit from '../../../src/features/audit/audit.repo.js';
import * as chain from '../../../src/features/audit/chain.repo.js';
import { listCasinos, listCreators } from '../../../src/features/brands/brand.repo.js';
import * as campaigns from '../../../src/features/campaigns/campaign.repo.js';
import { listCreatives } from '../../../src/features/creatives/creative.repo.js';
import * as deals from '../../../src/features/deals/deal.repo.js';
import * as history from '../../../src/features/delivery/post-history.repo.js';
import * as seen from '../../../src/features/delivery/seen-message.repo.js';
import * as takeDowns from '../../../src/features/delivery/take-down.repo.js';
import * as groups from '../../../src/features/groups/group.repo.js';
import * as notifications from '../../../src/features/notifications/outbox.repo.js';
import * as beside from '../../../src/features/queue/beside.repo.js';
import * as caps from '../../../src/features/queue/cap.repo.js';
import { neighboursOf } from '../../../src/features/queue/neighbours.repo.js';
import * as plan from '../../../src/features/queue/plan.repo.js';
import * as probes from '../../../src/features/queue/probe.repo.js';
import * as queue from '../../../src/features/queue/scheduled-post.repo.js';
import * as strays from '../../../src/features/queue/stray.repo.js';
import * as wayOut from '../../../src/features/queue/way-out.repo.js';
import { readSettings } from '../../../src/features/settings/settings.repo.js';
import * as magicLinks from '../../../src/features/team/magic-link.repo.js';
import * as sessions from '../../../src/features/team/session.repo.js';
import * as users from '../../../src/features/team/user.repo.js';
import { draftRepo } from '../../../src/telegram/dialog/draft.repo.js';
import { updateRepo } from '../../../src/telegram/updates/update.repo.js';
import { useDatabase } from '../../support/mongo.js';
import { fillDatabase, NOW, some } from './full-database.js';
import { profiled } from './profiler.js';

useDatabase();
beforeAll(async () => {
  await runMigrations(createLogger('silent'));
  await fillDatabase();
});

const edited = { campaignId: some.campaignId, planRev: 1, editedAt: NOW, targetGroups: [some.groupId] };

const cap = (scope: object) => ({ key: 'a', scope, from: NOW, expiresAt: NOW });

const QUERIES: Record<string, () => Promise<unknown>> = {
  'who is this?': () => users.findByTelegramId(asTelegramUserId(7)),
  'all active admins': () => users.activeByRole('admin'),
  'is there an admin?': () => users.hasAdmin(),
  'presenting a magic link': () => magicLinks.findByHash('ab'.repeat(32), 'invite'),
  'how many links did I issue?': () => magicLinks.countIssued(newId<UserId>(), NOW),
  'who is behind this cookie?': () => sessions.findByToken('ab'.repeat(32)),
  'where am I signed in?': () => sessions.openSessionsOf(newId<UserId>(), NOW),
  'shutting somebody out of the web': () =>
    inTransaction((tx) => sessions.revokeSessionsOf(newId<UserId>(), NOW, tx)),
  'which group is this?': () => groups.findGroupByChat(asChatId(-5)),
  'which group was this?': () => groups.findGroupByFormerChat(asChatId(-5)),
  'a newcomer to be removed': () => inTransaction((tx) => groups.removeNewcomer(asChatId(-5), tx)),
  'the newest message of a chat': () => groups.noteMessages([{ chatId: asChatId(-5), messageId: 9 }]),
  'groups by name': () => groups.listGroups(['active', 'pending']),
  'how many groups wait?': () => groups.countGroups('pending'),
  'creators by name': listCreators,
  'casinos by brand': listCasinos,
  'creatives, newest first': listCreatives,
  'campaigns, newest first': campaigns.listCampaigns,
  'campaigns behind their plan': () => campaigns.behindCampaigns(NOW),
  'campaigns of a deal': () => inTransaction((tx) => campaigns.campaignsOfDeal(some.dealId, 'waiting', tx)),
  'deals, newest first': deals.listDeals,
  'how many deals wait?': () => deals.countDeals('proposed'),
  'due posts': () => queue.duePosts(NOW, 50),
  'claims and intents that expired': () => queue.expiredPosts(NOW),
  claiming: () => wayOut.claimPosts([some.postId], { token: 'ab', epoch: 1, until: NOW }),
  'claims of leaders before': () => wayOut.takeBackClaims(3),
  'intents of the last minute': () => wayOut.intentsSince(NOW),
  'gaps and top holds of groups': () => inTransaction((tx) => wayOut.lastIntents([some.groupId], NOW, tx)),
  'counters of limits': () => inTransaction((tx) => caps.countCaps(['a', 'b'], tx)),
  'what left in a group before there was a limit': () => caps.openCaps([cap({ groupId: some.groupId })]),
  'what left of a campaign before there was a limit': () =>
    caps.openCaps([cap({ campaignId: some.campaignId })]),
  'the next wake-up': queue.nextWakeAt,
  'the history, latest first': () => queue.listPosts(['sent', 'failed'], 'latest', 8),
  'the queue, soonest first': () => queue.listPosts(['due', 'claimed'], 'soonest', 8),
  'the queue of a day': () => queue.postsBetween(['due', 'claimed'], NOW, NOW, 8),
  'how many posts need a person?': () => queue.countPosts(['uncertain', 'held']),
  'posts of a campaign': () => queue.postsOfCampaign(some.campaignId, ['due', 'claimed'], 'soonest', 8),
  'the last post of a campaign': () =>
    queue.postsOfCampaign(some.campaignId, ['sent', 'failed', 'skipped'], 'latest', 1),
  'posts of a group': () => queue.postsOfGroup(some.groupId, 8),
  'posts that a campaign wakes': () => queue.wakeCampaign(some.campaignId, NOW),
  'posts on their way to a group': () =>
    inTransaction((tx) => beside.touchOnTheirWay({ groupId: some.groupId }, tx)),
  'posts that a group wakes': () => inTransaction((tx) => beside.wakeGroup(some.groupId, NOW, tx)),
  'how many posts wait for a group?': () => beside.waitingFor(some.groupId),
  'posts of a group with another chat': () =>
    inTransaction((tx) => beside.rewriteChat(some.groupId, asChatId(-5), tx)),
  'posts that no plan wants': () => plan.dropUnwanted(edited, 500),
  'posts of a group that was taken out': () => plan.cancelTakenOut(edited, 500),
  'what waits for a group near a time': () =>
    neighboursOf(
      { campaignId: some.campaignId, groups: [some.groupId], creatives: [some.creativeId], kin: [] },
      NOW.getTime(),
      { near: 900_000, soon: 10_800_000 },
    ),
  'campaigns that post into a group': () => campaigns.campaignsBeside([some.groupId], some.campaignId),
  'runs that were missed': () =>
    plan.skipMissed({ from: NOW, until: NOW, unplanned: [some.campaignId] }, 500),
  'the revision of a plan': () => campaigns.planRevOf(some.campaignId),
  'actions that are due': () => history.dueEntries(NOW, 25),
  'the next action': () => history.nextActionAt(NOW),
  'a chat that rests': () => history.postponeChat(asChatId(-5), NOW, NOW),
  'what is pending in a chat': () => inTransaction((tx) => history.pendingInChat(asChatId(-5), tx)),
  'what became of a post': () => history.findHistory(some.postId),
  'whose message is this?': () => history.findByMessage(asChatId(-5), 5),
  'posts of a group with trouble': () =>
    history.troubledEntries(some.groupId, { 'actions.attempts': { $gte: 12 } }, 10),
  'what stands of a creative': () => history.standingEntries({ creativeId: some.creativeId }),
  'what stands of campaigns': () => history.standingEntries({ campaignId: { $in: [some.campaignId] } }),
  'what a take-down has not reached': () =>
    history.untouchedEntries({ creativeId: some.creativeId }, some.takeDownId, 100),
  'what a take-down has reached': () => history.entriesOfTakeDown(some.takeDownId),
  'open take-downs': takeDowns.openTakeDowns,
  'campaigns of a brand': () => campaigns.campaignIdsOfBrand({ modelId: some.modelId }),
  'the chats of groups': () => groups.chatsOf([some.groupId]),
  'is a chat looked in?': () => probes.isLookedIn(asChatId(-5)),
  'posts that may stand in a group': () => probes.openPostsIn(some.groupId),
  'messages that the prober touched': () => probes.touchedIn([asChatId(-50)]),
  'a held post of the same time': () => inTransaction((tx) => probes.heldNear(NOW, 60_000, tx)),
  'posts of an outage': () => probes.postsOfOutage(some.outageId),
  'what was seen in a chat': () => seen.seenAbove(asChatId(-5), 40),
  'was this message seen?': () => seen.wasSeen(asChatId(-5), 45),
  'our messages above an id': () => history.ourMessagesAbove(asChatId(-5), 40),
  'doubles that wait for a person': () => strays.openStrays(10),
  'how many doubles wait?': strays.countStrays,
  'due cards': () => notifications.dueCards(NOW, 20),
  'cards of a thing': () => inTransaction((tx) => notifications.wakeCards('deal', some.dealId, NOW, tx)),
  'a person’s last dialog': () => draftRepo.of(asTelegramUserId(7)),
  'updates that were not handled': updateRepo.unfinished,
  'the settings': () => readSettings(),
  'the log, newest first': () => audit.listEntries({}, 300),
  'the log of a person': () => audit.listEntries({ userId: some.userId }, 300),
  'the log of Herald itself': () => audit.listEntries({ userId: null }, 300),
  'the log of a thing': () => audit.listEntries({ entityId: some.campaignId }, 300),
  'the log of a day': () => audit.listEntries({ from: NOW, to: new Date(NOW.getTime() + 86_400_000) }, 300),
  'the log of what was refused': () => audit.listEntries({ success: false }, 300),
  'the log of some actions': () => audit.listEntries({ actions: ['post.move', 'deal.approve'] }, 300),
  'what was decided about a thing': () => audit.doneTo('campaign', some.campaignId, 10),
  'was this made already?': () =>
    inTransaction((tx) => audit.wasMade('campaign.create', some.campaignId, tx)),
  'what is not sealed yet': () => chain.unsealedEntries(200),
  'how much is not sealed?': chain.countUnsealed,
  'the end of the chain': chain.readChain,
  'the last place of the chain': chain.lastSealed,
  'the oldest of the chain': () => chain.sealedAfter(5, 500),
  'the chain up to a place': () => inTransaction((tx) => chain.removeSealedUpTo(5, tx)),
};

describe('an index serves', () => {
  it.each(Object.entries(QUERIES))('%s', async (_, query) => {
    const operations = await profiled(query);
    expect(operations.length).toBeGreaterThan(0);
    for (const { planSummary, hasSortStage } of operations) {
      expect(planSummary).toMatch(/^(IXSCAN|IDHACK|COUNT_SCAN)/);
      expect(hasSortStage).toBeUndefined();
    }
  });
});

describe('an idle poll', () => {
  it('examines no key, whatever waits for later and whatever is done', async () => {
    const before = new Date(NOW.getTime() - 86_400_000);
    const [poll] = await profiled(() => queue.duePosts(before, 50));
    expect(poll).toMatchObject({ keysExamined: 0, docsExamined: 0, nreturned: 0 });
    const [actions] = await profiled(() => history.dueEntries(before, 25));
    expect(actions).toMatchObject({ keysExamined: 0, docsExamined: 0, nreturned: 0 });
    const [cards] = await profiled(() => notifications.dueCards(before, 20));
    expect(cards).toMatchObject({ keysExamined: 0, docsExamined: 0, nreturned: 0 });
    await AuditLogModel.collection.deleteMany({ seal: { $exists: false } });
    const [unsealed] = await profiled(() => chain.unsealedEntries(200));
    expect(unsealed).toMatchObject({ docsExamined: 0, nreturned: 0 });
    expect(unsealed?.keysExamined).toBeLessThan(2);
  });

  it('finds the next wake-up by its first key', async () => {
    const [next] = await profiled(queue.nextWakeAt);
    expect(next).toMatchObject({ keysExamined: 1, nreturned: 1 });
  });
});
