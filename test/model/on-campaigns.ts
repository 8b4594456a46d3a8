import { type DealId, newId } from '../../src/common/ids.js';
import type { Schedule } from '../../src/common/models/index.js';
import { currencySchema, minorSchema } from '../../src/common/money.js';
import { done } from './done.js';
import { ADAM } from './engine.js';
import type { PlanModel } from './reference.js';
import type { Play } from './stage.js';
import type { PlanSketch, Step } from './steps.js';
import { MINUTE, wallAt } from './wall.js';

function planOf(sketch: PlanSketch, now: number, groups: number): PlanModel {
  const { zone, count } = sketch;
  const wallIn = (minutes: number | null) => (minutes === null ? null : wallAt(now + minutes * MINUTE, zone));
  const rule =
    'in' in sketch.rule
      ? { kind: 'once' as const, at: wallAt(now + sketch.rule.in * MINUTE, zone) }
      : sketch.rule;
  const schedule: Schedule = {
    zone,
    rule,
    start: wallIn(sketch.startIn),
    end: wallIn(sketch.endIn),
    count,
    exceptions: [],
  };
  const chosen = Array.from({ length: groups }, (_, n) => n).filter((n) => sketch.groups & (1 << n));
  return { schedule, groups: chosen.length > 0 ? chosen : [0] };
}

/** A person changes a campaign. */
export async function changeCampaign(play: Play, step: Extract<Step, { campaign: number }>): Promise<void> {
  const { engine, reference, campaigns, groups } = play;
  const number = step.campaign % campaigns.length;
  const mine = campaigns[number];
  const model = reference.campaigns[number];
  if (!mine || !model) return;
  const rooms = engine.rooms();
  const service = rooms.campaigns;
  const before = await service.get(mine.id);
  if (!before) throw new Error('the campaign is gone');
  const { _id: id, rev } = before;
  switch (step.do) {
    case 'plan': {
      const plan = planOf(step.plan, engine.now(), groups.length);
      done(
        await service.setPlan(ADAM, id, rev, {
          creatives: [play.creativeId],
          targetGroups: plan.groups.flatMap((group) => groups[group]?.id ?? []),
          schedule: plan.schedule,
          decidedAt: engine.now(),
        }),
      );
      reference.setPlan(number, plan);
      break;
    }
    case 'limit':
      done(await service.setLimits(ADAM, id, rev, step.limits));
      Object.assign(model, step.limits);
      break;
    case 'pause':
      if (model.paused) return;
      done(await service.pause(ADAM, id, rev));
      model.paused = true;
      break;
    case 'resume':
      if (!model.paused) return;
      done(await service.resume(ADAM, id, rev));
      model.paused = false;
      break;
    case 'propose': {
      if (model.deal !== 'none') return;
      const dealId = newId<DealId>();
      const brand = { type: 'casino', id: play.casinoId } as const;
      done(
        await rooms.deals.propose(ADAM, {
          id: dealId,
          brand,
          kind: 'flat',
          money: { minor: minorSchema.parse(100), currency: currencySchema.parse('EUR') },
        }),
      );
      done(await service.attachDeal(ADAM, id, rev, dealId));
      mine.dealId = dealId;
      model.deal = 'proposed';
      break;
    }
    case 'approve': {
      const deal = mine.dealId && (await rooms.deals.get(mine.dealId));
      if (model.deal !== 'proposed' || !deal) return;
      done(await rooms.deals.approve(ADAM, deal._id, deal.rev));
      model.deal = 'in-force';
      break;
    }
    case 'detach':
      if (model.deal === 'none') return;
      done(await service.detachDeal(ADAM, id, rev));
      mine.dealId = null;
      model.deal = 'none';
      break;
  }
  reference.changed(number);
}
