import type { BotProcess, Halt } from './bot.js';
import type { Fault, Kill } from './cell.js';
import { moderate } from './people.js';
import { ANY_STEP, type Stage } from './stage.js';

const TELEGRAM_FAULTS = {
  'answer-429': { kind: 'tooManyRequests', retryAfter: 3 },
  'answer-500': { kind: 'serverError' },
  hang: { kind: 'hang' },
  'accept-cut': { kind: 'cutAfterAccept' },
} as const;

/** Which calls a fault is for that strikes at a step; any, where it is not said. */
function methodAfter(step: string): string | undefined {
  if (/^probe/.test(step)) return 'editmessagereplymarkup';
  return /^(action|ack)/.test(step) ? undefined : 'sendmessage';
}

/** Two leases later, and where there is another to take over, when it has; but it waits for a transaction that is open. */
async function thawAfterTakeover({ cell, witness, values }: Stage, epoch: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, values.freezeMs));
  const latest = performance.now() + values.takeoverMs;
  while (cell.nodes === 2 && witness.epoch() === epoch && performance.now() < latest)
    await witness.change(values.takeoverMs / 10);
}

/** When another has sent the post in the first group again. */
async function thawWhenSentAgain({ witness, values, seed }: Stage): Promise<void> {
  const latest = performance.now() + values.longestMs;
  while (performance.now() < latest) {
    const { posts } = await witness.rows();
    const isAgain = posts.some(
      ({ attempt, status, chatId }) => chatId === seed.owls && attempt > 1 && status === 'sent',
    );
    if (isAgain) return;
    await witness.change(values.takeoverMs / 10);
  }
}

function freeze(stage: Stage, bot: BotProcess): void {
  bot.signal('SIGSTOP');
  bot.release();
  const over = stage.cell.untilSentAgain
    ? thawWhenSentAgain(stage)
    : thawAfterTakeover(stage, stage.witness.epoch());
  stage.pending.push(over.finally(() => bot.signal('SIGCONT')));
}

/** Kills the process where it stands; where nobody else is there, another is started. A soak keeps all its nodes. */
export async function replace(stage: Stage, bot: BotProcess, halts: readonly Halt[]): Promise<void> {
  await bot.kill();
  stage.kills++;
  stage.bots = stage.bots.filter((one) => one !== bot);
  const wanted = stage.cell.kills ? stage.cell.nodes : 1;
  while (stage.bots.length < wanted) stage.launch(halts);
}

/** Breaks what the bot talks with, at its next word. */
async function breakNext({ database, proxy, telegram }: Stage, fault: Fault, step: string): Promise<void> {
  switch (fault) {
    case 'mongod-killed':
      return database.crash();
    case 'step-down':
      return database.stepDown();
    case 'cut-before':
    case 'cut-after':
      void proxy.cutNext(fault === 'cut-before' ? 'before' : 'after');
      return;
    case 'answer-429':
    case 'answer-500':
    case 'hang':
    case 'accept-cut':
      await telegram.faultNext({ ...TELEGRAM_FAULTS[fault] }, methodAfter(step));
      return;
    case 'kill':
    case 'freeze':
      throw new Error(`${fault} is done to the bot itself`);
  }
}

/** Does to the bot that stands at its step, or to whom it talks with, what the cell is about. */
async function strike(stage: Stage, bot: BotProcess): Promise<void> {
  const { fault, at } = stage.cell;
  if (fault === 'kill') return replace(stage, bot, stage.again);
  if (fault === 'freeze') return freeze(stage, bot);
  await breakNext(stage, fault, at?.step ?? '');
  bot.release();
}

/** Whether an intent took all of its posts out, as that of an older plan, so that none is on its way. */
async function sendsNothing({ cell, witness }: Stage): Promise<boolean> {
  if (cell.at?.step !== 'intent.committed') return false;
  const { posts } = await witness.rows();
  return !posts.some(({ status }) => status === 'sending');
}

/** Strikes who is the first to come to the step, unless it comes there with another post than the cell is about. */
async function strikeFirst(stage: Stage, bot: BotProcess): Promise<boolean> {
  const { moderated } = stage.cell;
  const comesTooEarly = (moderated && !(await moderate(stage))) || (await sendsNothing(stage));
  if (comesTooEarly) bot.release(true);
  else await strike(stage, bot);
  return !comesTooEarly;
}

/**
 * The first that comes to the step is struck; the other one, coming there later, goes on, or is what is killed again.
 * Who comes first to where that is to happen, goes on as well. Answers whether the fault has struck now.
 */
export async function meet(stage: Stage, bot: BotProcess, struck: boolean): Promise<boolean> {
  const step = bot.standsAt();
  if (!struck && step === stage.cell.at?.step) return strikeFirst(stage, bot);
  if (step === ANY_STEP) await replace(stage, bot, []);
  else if (!struck || step !== stage.again[0]?.step)
    bot.release(stage.again.some((halt) => halt.step === step));
  else {
    stage.again.shift();
    await replace(stage, bot, stage.again);
  }
  return false;
}

/** Lets a leader of the soak live for as long as it is given, with what happens besides. */
export function doom(stage: Stage, bot: BotProcess, { afterMs, beside }: Kill): void {
  if (beside) stage.pending.push(breakNext(stage, beside, ''));
  setTimeout(() => {
    stage.doomed.push(bot);
    stage.witness.nudge();
  }, afterMs).unref();
}
