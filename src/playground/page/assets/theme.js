import { html } from './html.js';
import { Icon } from './icons.js';
import { keep, onKeptElsewhere, readKept } from './kept.js';
import { getState, setState, usePageState } from './store.js';

/** @typedef {import('./types.js').Theme} Theme */

const key = 'theme';
/** @type {Theme[]} */
const themes = ['system', 'light', 'dark'];
/** @type {Record<Theme, { icon: 'system' | 'sun' | 'moon', name: string }>} */
const looks = {
  system: { icon: 'system', name: 'as the system' },
  light: { icon: 'sun', name: 'light' },
  dark: { icon: 'moon', name: 'dark' },
};

/** Takes up what was chosen before, here or in another window. */
export function followTheme() {
  const load = () => wear(readKept(localStorage, key, /** @type {Theme} */ ('system')));
  load();
  onKeptElsewhere(key, load);
}

/** @param {Theme} wanted */
function wear(wanted) {
  const theme = themes.includes(wanted) ? wanted : 'system';
  document.documentElement.dataset['theme'] = theme;
  setState({ theme });
}

/** Goes from the system's colours to light, to dark, and back. */
export function ThemeSwitch() {
  const { theme } = usePageState();
  const { icon, name } = looks[theme];
  const next = () => {
    const chosen = themes[(themes.indexOf(getState().theme) + 1) % themes.length] ?? 'system';
    keep(localStorage, key, chosen);
    wear(chosen);
  };
  return html`<button type="button" class="round" aria-label="Colours: ${name}" title="Colours: ${name}" onClick=${next}>
    <${Icon} name=${icon} />
  </button>`;
}
