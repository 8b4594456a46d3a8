import { gather } from './people.js';
import type { Stage } from './stage.js';
import { meet, replace } from './strike.js';
import type { Rows } from './witness.js';

const LOOK_AGAIN_MS = 300;

/** When something is to happen next (ms, UTC), undefined when all is over. */
function nextIn({ posts, histories, waitingCards }: Rows): number | undefined {
  const times = [
    ...[...posts, ...waitingCards].flatMap(({ wakeAt }) => (wakeAt ? [wakeAt.getTime()] : [])),
    ...histories.flatMap(({ actions }) =>
      actions.flatMap(({ nextAt }) => (nextAt ? [nextAt.getTime()] : [])),
    ),
  ];
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** Where all posts are, why, and in how many ms they go on, for whoever reads of a failure. */
function told({ posts, histories, lease, waitingCards }: Rows, now: number): string {
  const each = posts.map(({ status, reason, wakeAt }) => {
    const when = wakeAt ? ` in ${wakeAt.getTime() - now}` : '';
    return `${status} ${reason?.why.key ?? ''}${when}`;
  });
  const actions = histories.flatMap((one) =>
    one.actions.flatMap(({ kind, nextAt }) => (nextAt ? [`${kind} in ${nextAt.getTime() - now}`] : [])),
  );
  const cards = waitingCards.map(
    ({ kind, status, wakeAt }) => `${kind} ${status} in ${(wakeAt?.getTime() ?? now) - now}`,
  );
  const leader = lease ? `epoch ${lease.epoch} for ${lease.expiresAt.getTime() - now}` : 'no leader';
  return `${each.join(', ')}; ${actions.join(', ')}; cards: ${cards.join(', ')}; ${leader}`;
}

/** Whether a call may be under way that whoever made it will still tell of. */
function isBusy({ witness, values }: Stage, { posts, waitingCards }: Rows): boolean {
  const onTheirWay = posts.some(({ status }) => status === 'claimed' || status === 'sending');
  return (onTheirWay || waitingCards.length > 0) && performance.now() - witness.lastChange() < values.callMs;
}

/** What the cell is about and did not come: then it says nothing. */
function missing({ cell, again }: Stage, struck: boolean): string | undefined {
  const step = cell.at && !struck ? cell.at.step : again[0]?.step;
  return step === undefined ? undefined : `${step} was never reached`;
}

/** Whether the second ad of an exempt cell is still to come, or to be shown. */
function lacksDouble({ cell, witness, values }: Stage, { strays }: Rows): boolean {
  return (
    cell.exempt === true &&
    strays.length === 0 &&
    performance.now() - witness.lastChange() < values.callMs * 2
  );
}

/** Meets who stands at a step, or whose hour has come. Answers whether the fault has struck. */
async function attend(stage: Stage, struck: boolean): Promise<boolean> {
  const halted = stage.bots.find((bot) => bot.standsAt() !== undefined);
  const strikes = halted !== undefined && (await meet(stage, halted, struck));
  const doomed = stage.doomed.shift();
  if (doomed && !doomed.isDead()) await replace(stage, doomed, []);
  if (stage.bots.some((bot) => bot.isDead())) throw new Error('the bot ended by itself');
  return struck || strikes;
}

/** Puts the time forward to what comes next, unless something is still under way; else waits for a change. */
async function goOn(stage: Stage, rows: Rows, next: number | undefined, now: number): Promise<void> {
  if (next === undefined || next <= now || isBusy(stage, rows)) return stage.witness.change(LOOK_AGAIN_MS);
  await stage.telegram.run({ do: 'advance', ms: next - now });
  stage.ahead += next - now;
  stage.witness.nudge();
}

/** Plays until nothing is left to do: puts the time forward when all wait for it, and strikes where the bot halts. */
export async function playOut(stage: Stage): Promise<void> {
  const { witness, seed, values } = stage;
  const people = gather(stage);
  const end = performance.now() + values.longestMs;
  let struck = false;
  while (performance.now() < Math.min(end, witness.lastChange() + values.patienceMs)) {
    struck = await attend(stage, struck);
    const now = Date.now() + stage.ahead;
    await people(await witness.rows(), now);
    const rows = await witness.rows();
    const isUnplanned = rows.posts.length < seed.posts && rows.histories.length === 0 && now < seed.dueAt;
    const next = isUnplanned ? now : nextIn(rows);
    if (next === undefined && !lacksDouble(stage, rows)) {
      await Promise.all(stage.pending);
      const never = missing(stage, struck);
      if (never) throw new Error(`${never}: ${told(rows, now)}`);
      return;
    }
    await goOn(stage, rows, next, now);
  }
  throw new Error(`not over in time: ${told(await witness.rows(), Date.now() + stage.ahead)}`);
}
