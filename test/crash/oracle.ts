import type { PostHistory, ScheduledPost } from '../../src/common/models/index.js';
import type { Cell } from './cell.js';
import { isAd } from './people.js';
import { DAILY_MAX, type Seed } from './seed.js';
import type { Accept } from './telegram.js';
import type { Rows } from './witness.js';

/** All that is known when everything has come to its end. */
export interface Evidence extends Rows {
  cell: Cell;
  seed: Seed;
  accepts: Accept[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PER_MINUTE = 20;
const PER_SECOND = 30;
/** Two intents are a second apart; their calls may take unequally long. */
const CLOSEST_MS = 600;
/** A look that met another ad gives its buttons back at once, not only when that one is checked hours later. */
const RESTORED_IN_MS = 60_000;
/** Sent or perhaps sent: what counts against limits. */
const COUNTED = ['sending', 'uncertain', 'held', 'sent'];
const OPEN_QUESTION = ['uncertain', 'held'];

/** Whether the post's own marker is among the buttons: its data is `ad.who:<id>:<rev>`. */
function isOf(accept: Accept, post: Pick<ScheduledPost, '_id'>): boolean {
  return accept.buttons.some((data) => data.split(':')[1] === post._id);
}

/** Ads that stand for the second time where nobody can rule that out, and that people are told of. */
export function doublesIn({ cell, accepts, strays }: Evidence): Accept[] {
  if (!cell.exempt) return [];
  return accepts.filter(
    (accept) =>
      isAd(accept) &&
      strays.some(
        ({ chatId, messageId }) => chatId === accept.chatId && accept.messageIds.includes(messageId),
      ),
  );
}

function sendsOf(evidence: Evidence): Accept[] {
  const doubles = doublesIn(evidence);
  return evidence.accepts.filter((accept) => isAd(accept) && !doubles.includes(accept));
}

/** One accept for each occurrence and group, or none and a reason that people see. */
function problemsOf(post: ScheduledPost, sends: readonly Accept[], evidence: Evidence): string[] {
  const mine = sends.filter((accept) => isOf(accept, post));
  const what = `post ${post._id} (${post.status})`;
  if (mine.length > 1) return [`${what} was accepted ${mine.length} times`];
  if (OPEN_QUESTION.includes(post.status)) return post.reason ? [] : [`${what} has no reason`];
  if (mine.length === 0) {
    if (post.status === 'sent') return [`${what} was never accepted`];
    return post.reason ? [] : [`${what} was not sent, and nothing says why`];
  }
  if (post.status !== 'sent') return [`${what} was accepted all the same`];
  const history = evidence.histories.find(({ postId }) => postId === post._id);
  if (!history) return [`${what} has no history`];
  const [accept] = mine;
  return accept?.messageIds.includes(history.messageId ?? 0) ? [] : [`${what} is known by another message`];
}

/** What is due after the send was done once, or its refusal is shown. */
function actionProblems(history: PostHistory, { accepts }: Evidence): string[] {
  if (history.messageId === null) return [];
  const { messageId, chatId, actions } = history;
  const calls = (method: string) =>
    accepts.filter(
      (one) => one.method === method && one.chatId === chatId && one.messageIds.includes(messageId),
    ).length;
  const kinds = new Set(actions.map(({ kind }) => kind));
  const problems: string[] = [];
  if (!kinds.has('delete')) problems.push('was to be deleted');
  if (kinds.has('end')) problems.push('could have been deleted in time, but was ended');
  for (const { kind, doneAt } of actions) if (!doneAt) problems.push(`has an open ${kind}`);
  if (calls('deleteMessage') !== 1) problems.push(`was deleted ${calls('deleteMessage')} times`);
  if (calls('pinChatMessage') < 1 || calls('unpinChatMessage') < 1)
    problems.push('was not pinned and unpinned');
  return problems.map((problem) => `the message of post ${history.postId} ${problem}`);
}

/** Edits that put another ad's buttons under a message and were not taken back at once. */
function strayEdits({ chatId, messageIds, buttons }: Accept, { accepts }: Evidence): Accept[] {
  const edits = accepts.filter(
    (one) =>
      one.method === 'editMessageReplyMarkup' &&
      one.chatId === chatId &&
      messageIds.some((id) => one.messageIds.includes(id)),
  );
  return edits.filter((edit, place) => {
    const next = edits[place + 1];
    return edit.buttons.join() !== buttons.join() && !(next && next.at - edit.at < RESTORED_IN_MS);
  });
}

/** Each ad shows its own buttons, or a person is asked about the message that has those of another. */
function keyboardProblems(sends: readonly Accept[], evidence: Evidence): string[] {
  const asked = evidence.posts.flatMap(({ status, suspectId }) => (status === 'held' ? [suspectId] : []));
  return sends
    .filter((accept) => strayEdits(accept, evidence).length > 0)
    .filter(({ messageIds: [messageId = null] }) => !asked.includes(messageId))
    .map(({ chatId, messageIds }) => `the ad ${messageIds} in ${chatId} showed the buttons of another`);
}

/** What the cell was made for came to pass. */
function expectationProblems(evidence: Evidence): string[] {
  const { cell, posts } = evidence;
  const { asks, exempt } = cell;
  const isAsked = posts.some(({ status, reason }) => status === 'held' && reason?.why.key === asks);
  return [
    ...(asks && !isAsked ? [`nobody was asked: ${asks}`] : []),
    ...(exempt && doublesIn(evidence).length === 0 ? ['no ad came twice, or none was shown'] : []),
  ];
}

/** How many times lie in the fullest window that begins with one of them. */
function fullest(times: readonly number[], windowMs: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));
}

function paceProblems(sends: readonly Accept[]): string[] {
  const problems: string[] = [];
  if (
    fullest(
      sends.map(({ at }) => at),
      1000,
    ) > PER_SECOND
  )
    problems.push('more than 30 sends in a second');
  for (const chat of new Set(sends.map(({ chatId }) => chatId))) {
    const times = sends.filter(({ chatId }) => chatId === chat).map(({ at }) => at);
    if (fullest(times, MINUTE_MS) > PER_MINUTE) problems.push(`more than 20 sends in a minute in ${chat}`);
    const close = times.filter((at, place) => place > 0 && at - (times[place - 1] ?? 0) < CLOSEST_MS);
    if (close.length > 0) problems.push(`sends too close to each other in ${chat}`);
    for (const day of new Set(times.map((at) => Math.floor(at / DAY_MS))))
      if (times.filter((at) => Math.floor(at / DAY_MS) === day).length > DAILY_MAX)
        problems.push(`more than ${DAILY_MAX} ads in a day in ${chat}`);
  }
  return problems;
}

/** Counters say what was charged, and no more. */
function capProblems({ caps, posts }: Rows): string[] {
  return caps.flatMap(({ _id, n }) => {
    const charged = posts.filter(
      ({ chargedCaps, status }) => COUNTED.includes(status) && chargedCaps.includes(_id),
    );
    return charged.length === n
      ? []
      : [`the counter ${_id} says ${n}, but ${charged.length} posts were counted`];
  });
}

/** An epoch's sends come before those of the next. */
function epochProblems(posts: readonly ScheduledPost[], sends: readonly Accept[]): string[] {
  const epochs = sends.map((accept) => posts.find((post) => isOf(accept, post))?.epoch ?? 0);
  return epochs.some((epoch, place) => epoch < (epochs[place - 1] ?? 0)) ? [`sends of epochs ${epochs}`] : [];
}

/** Says what broke a promise, in words; empty when all were kept. */
export function judge(evidence: Evidence): string[] {
  const { posts, seed, histories } = evidence;
  const sends = sendsOf(evidence);
  const unknown = sends.filter((accept) => !posts.some((post) => isOf(accept, post)));
  const slots = new Set(posts.map(({ occurrence, groupId }) => `${occurrence} in ${groupId}`));
  const live = posts.filter(
    ({ status, wakeAt }) => ['due', 'claimed', 'sending', 'uncertain'].includes(status) && !wakeAt,
  );
  return [
    ...posts.flatMap((post) => problemsOf(post, sends, evidence)),
    ...unknown.map(({ buttons }) => `a post that nobody knows was sent: ${buttons}`),
    ...(slots.size < posts.length ? ['an occurrence has two posts in one group'] : []),
    ...(posts.filter(({ _id }) => _id !== seed.unwanted).length < seed.posts - 1
      ? ['planned posts are missing']
      : []),
    ...(posts.some(({ _id }) => _id === seed.unwanted) ? ['a post of an older plan is still there'] : []),
    ...live.map(({ _id, status }) => `post ${_id} is ${status} and will never wake`),
    ...histories
      .filter(({ status }) => status !== 'failed')
      .flatMap((history) => actionProblems(history, evidence)),
    ...paceProblems(sends),
    ...capProblems(evidence),
    ...epochProblems(posts, sends),
    ...keyboardProblems(sends, evidence),
    ...expectationProblems(evidence),
  ];
}
