import { wakeOverdue } from '../../src/features/queue/index.js';
import { done } from './done.js';
import { ADAM } from './engine.js';
import type { FaultModel } from './reference.js';
import type { Play } from './stage.js';
import type { Step } from './steps.js';

const FAULTS = {
  busy: (seconds: number) => ({ kind: 'tooManyRequests', retryAfter: seconds }) as const,
  refused: { kind: 'refused', code: 400, description: 'Bad Request: wrong mood' } as const,
  lost: { kind: 'cutBeforeAccept' } as const,
  arrives: { kind: 'cutAfterAccept' } as const,
};

function faultOf(fault: FaultModel) {
  if (fault.kind === 'busy') return FAULTS.busy(fault.seconds);
  if (fault.kind === 'refused') return FAULTS.refused;
  return fault.arrives ? FAULTS.arrives : FAULTS.lost;
}

/** Somebody changes what a group bears, or Telegram gets ready to refuse its next ad. */
export async function changeGroup(play: Play, step: Extract<Step, { group: number }>): Promise<void> {
  const { engine, reference, groups } = play;
  const number = step.group % groups.length;
  const mine = groups[number];
  const model = reference.groups[number];
  const service = engine.rooms().groups;
  const before = mine && (await service.get(mine.id));
  if (!before || !model) throw new Error('the group is gone');
  const { _id: id, rev } = before;
  switch (step.do) {
    case 'fault':
      engine.fault(mine.chatId, faultOf(step.fault));
      model.faults.push(step.fault);
      return;
    case 'close':
      if (model.paused) return;
      done(await service.pause(ADAM, id, rev));
      model.paused = true;
      return;
    case 'open':
      if (!model.paused) return;
      done(await service.resume(ADAM, id, rev));
      model.paused = false;
      return reference.wakeGroup(number);
    case 'group-limits': {
      const { quiet, gapMin, dailyMax } = step.limits;
      done(await service.setLimits(ADAM, id, rev, { quietHours: quiet, minGapMin: gapMin, dailyMax }));
      await wakeOverdue(new Date(engine.now()));
      Object.assign(model, step.limits);
      return reference.wakeAll();
    }
  }
}
