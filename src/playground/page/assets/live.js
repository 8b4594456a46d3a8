import { showAlert, showToast } from './actions.js';
import { fetchCalls, fetchState } from './api.js';
import { afterEvent } from './events.js';
import { loadMarks, markSeen } from './read-marks.js';
import { keepRoute } from './route.js';
import { getState, setState } from './store.js';

/** @typedef {import('./types.js').SimEvent} SimEvent */

const firstPauseMs = 500;
const longestPauseMs = 8_000;
/** Events that come within so many milliseconds are drawn at once: a flood of them would freeze the page. */
const gatherMs = 16;
/** Telegram's clients show "typing" for this long after the bot's last word of it. */
const actionMs = 5_000;

/**
 * Keeps the page true: loads the state, follows the events, and after every break begins with a fresh state.
 * @param {number} [pauseMs] how long to wait before the next attempt
 */
export function connect(pauseMs = firstPauseMs) {
  const source = new EventSource('/_sim/events');
  /** Events that come while the state is on its way; null once it is here. @type {SimEvent[] | null} */
  let waiting = [];

  const retry = () => {
    source.close();
    setState({ link: 'lost' });
    setTimeout(() => connect(Math.min(pauseMs * 2, longestPauseMs)), pauseMs);
  };

  source.onmessage = ({ data }) => {
    const event = /** @type {SimEvent} */ (JSON.parse(data));
    if (waiting) waiting.push(event);
    else if (event.type === 'reset') {
      gathered = [];
      void load().catch(retry);
    } else take(event);
  };
  source.onopen = () => {
    load().then(() => {
      pauseMs = firstPauseMs;
      for (const event of waiting ?? []) take(event);
      waiting = null;
    }, retry);
  };
  source.onerror = retry;
}

async function load() {
  const [{ world, now, chats, bot, people, commands, faults, limits }, calls] = await Promise.all([
    fetchState(),
    fetchCalls(),
  ]);
  setState({
    ready: true,
    link: 'live',
    world,
    bot,
    people,
    commands,
    faults,
    limits,
    calls,
    chats: Object.fromEntries(chats.map((chat) => [chat.id, chat])),
    clock: { now, at: performance.now() },
    pending: [],
    doing: {},
  });
  loadMarks();
  keepRoute();
}

/** Events that wait to be drawn. @type {SimEvent[]} */
let gathered = [];

/** @param {SimEvent} event */
function take(event) {
  gathered.push(event);
  if (gathered.length === 1) setTimeout(takeGathered, gatherMs);
}

function takeGathered() {
  const events = gathered;
  gathered = [];
  const at = performance.now();
  let state = getState();
  for (const event of events) state = { ...state, ...afterEvent(state, event, at) };
  setState(state);
  if (events.some(({ type }) => type === 'chat')) keepRoute();
  markSeen();
  for (const event of events) followUp(event);
}

/** What an event does beside changing the state. @param {SimEvent} event */
function followUp(event) {
  if (event.type === 'answer' && event.userId === getState().personId && event.text) {
    if (event.alert) showAlert(event.text);
    else showToast(event.text);
  }
  if (event.type === 'action') {
    setTimeout(() => {
      const { [event.chatId]: _, ...doing } = getState().doing;
      setState({ doing });
    }, actionMs);
  }
}
