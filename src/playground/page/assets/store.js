import { useEffect, useState } from 'preact/hooks';

/** @typedef {import('./types.js').PageState} PageState */

/** @type {PageState} */
let state = {
  ready: false,
  link: 'connecting',
  world: '',
  bot: /** @type {PageState['bot']} */ ({ id: 0, is_bot: true, first_name: 'Herald', username: '' }),
  people: [],
  chats: {},
  commands: [],
  clock: { now: Date.now(), at: performance.now() },
  personId: 0,
  chatId: null,
  besideId: null,
  read: {},
  pending: [],
  doing: {},
  target: null,
  toasts: [],
  alert: null,
  viewing: null,
  menu: null,
  picking: null,
  leaving: null,
  calls: [],
  faults: [],
  limits: 'off',
  theme: 'system',
  drawer: null,
  resetting: false,
};

/** @type {Set<() => void>} */
const listeners = new Set();

/** What is on screen now. Never changed in place. */
export const getState = () => state;

/**
 * Merges a change and draws again; a function gets the state as it is.
 * @param {Partial<PageState> | ((state: PageState) => Partial<PageState>)} change
 */
export function setState(change) {
  state = { ...state, ...(typeof change === 'function' ? change(state) : change) };
  for (const listener of listeners) listener();
}

/** The state, for a component that is drawn again at each change. */
export function usePageState() {
  const [current, setCurrent] = useState(state);
  useEffect(() => {
    const listener = () => setCurrent(state);
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return current;
}
