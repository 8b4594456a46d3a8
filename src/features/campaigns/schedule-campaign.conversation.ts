import type { Actor } from '@common/actor.js';
import { type CampaignId, type CreativeId, type GroupId, isId } from '@common/ids.js';
import type { Campaign } from '@common/models/index.js';
import { done, isRefused } from '@common/outcome.js';
import { instantOf } from '@common/time.js';
import type { z } from 'zod';
import { type AnyDialog, defineDialog, type Step } from '../../telegram/dialog/dialog.js';
import { pickStep } from '../../telegram/dialog/pick-step.js';
import type { Screen } from '../../telegram/screen.js';
import { refusalOf } from '../audit/index.js';
import { type CreativeService, creativeLabel } from '../creatives/index.js';
import { problemOf } from '../groups/index.js';
import { campaignActions } from './campaign.policy.js';
import type { CampaignService } from './campaign.service.js';
import { campaignIdOf, type ScheduleAnswers, scheduleAnswers, scheduleOf } from './schedule-answers.js';
import { type ReviewDeps, reviewStep } from './schedule-review.step.js';
import { repeatStep, timeStep, untilStep } from './when.steps.js';

type Answers = ScheduleAnswers;

interface DialogDeps extends ReviewDeps {
  campaigns: CampaignService;
  creatives: Pick<CreativeService, 'get' | 'list'>;
  /** Turns new plans into posts, so that the card shows them at once. */
  plan(): Promise<void>;
  card(id: CampaignId, actor: Actor): Promise<Screen>;
}

const paging = { page: ({ page = 0 }: Partial<Answers>) => page, turn: (page: number) => ({ page }) };

async function campaignOf(deps: DialogDeps, answers: Partial<Answers>): Promise<Campaign | null> {
  const id = campaignIdOf(answers);
  return id ? deps.campaigns.get(id) : null;
}

function campaignStep(deps: DialogDeps): Step<Answers> {
  const step = pickStep<Answers>({
    id: 'campaign',
    skip: ({ given = false }) => given,
    ask: { key: 'schedule-ask-campaign' },
    empty: { key: 'schedule-no-campaigns' },
    choices: async ({ actor }) =>
      (await deps.campaigns.list()).map((campaign) => ({
        id: campaign._id,
        label: campaign.name,
        problem: refusalOf(campaignActions.schedule, actor, campaign),
      })),
    ...paging,
    picked: () => [],
    single: (campaignId) => ({ campaignId, page: 0 }),
  });
  return {
    ...step,
    async take(input, scene) {
      const verdict = await step.take(input, scene);
      if (!('next' in verdict)) return verdict;
      const campaign = await campaignOf(deps, verdict.next);
      return campaign
        ? { next: { ...verdict.next, campaignRev: campaign.rev } }
        : { complain: { key: 'refused-gone' } };
    },
  };
}

function creativesStep(deps: DialogDeps): Step<Answers> {
  return pickStep<Answers>({
    id: 'creatives',
    ask: { key: 'schedule-ask-creatives' },
    empty: { key: 'schedule-no-creatives' },
    choices: async () =>
      (await deps.creatives.list()).map((one) => ({ id: one._id, label: creativeLabel(one) })),
    ...paging,
    picked: ({ creatives = [] }) => creatives,
    toggle: (creatives) => ({ creatives }),
  });
}

/** Whether any of the picked creatives is more than a text. */
async function needsMedia(deps: DialogDeps, { creatives = [] }: Partial<Answers>): Promise<boolean> {
  const picked = await Promise.all(creatives.filter(isId<CreativeId>).map((id) => deps.creatives.get(id)));
  return picked.some((creative) => creative !== null && creative.type !== 'text');
}

function groupsStep(deps: DialogDeps): Step<Answers> {
  return pickStep<Answers>({
    id: 'groups',
    ask: { key: 'schedule-ask-groups' },
    empty: { key: 'schedule-no-groups' },
    async choices({ answers }) {
      const type = (await campaignOf(deps, answers))?.type ?? 'onlyfans';
      const media = await needsMedia(deps, answers);
      const groups = await deps.groups.active();
      return groups.map((group) => ({
        id: group._id,
        label: group.title,
        problem: problemOf(group, type, media),
      }));
    },
    ...paging,
    picked: ({ groups = [] }) => groups,
    toggle: (groups) => ({ groups }),
  });
}

/** What, where, when: from a campaign to posts in the queue. */
export function createScheduleDialog(deps: DialogDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'schedule-campaign',
    title: { key: 'schedule-title' },
    answers: scheduleAnswers as z.ZodType<Partial<Answers>>,
    steps: [
      campaignStep(deps),
      creativesStep(deps),
      groupsStep(deps),
      timeStep(deps),
      repeatStep(deps),
      untilStep(deps),
      reviewStep(deps),
    ],
    async finish({ actor, answers }) {
      const { campaignRev = 0, creatives = [], groups = [] } = answers;
      const campaignId = campaignIdOf(answers);
      if (!campaignId) throw new Error('a plan without a campaign');
      const now = deps.clock.now();
      const schedule = scheduleOf(answers, actor.timezone, now);
      const { rule, zone } = schedule;
      const outcome = await deps.campaigns.setPlan(actor, campaignId, campaignRev, {
        creatives: creatives.filter(isId<CreativeId>),
        targetGroups: groups.filter(isId<GroupId>),
        // Nominal times have whole seconds, and a time that the review let pass may be over by a moment.
        decidedAt: rule.kind === 'once' ? Math.min(now, instantOf(rule.at, zone)) : now,
        schedule,
      });
      if (isRefused(outcome)) return outcome;
      await deps.plan();
      return done(await deps.card(campaignId, actor));
    },
  });
}
