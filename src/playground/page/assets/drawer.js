import { CallList } from './drawer-calls.js';
import { FaultDesk } from './drawer-faults.js';
import { WorldDesk } from './drawer-world.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { keep, readKept } from './kept.js';
import { markSeen } from './read-marks.js';
import { getState, setState, usePageState } from './store.js';

/** @typedef {import('./types.js').DrawerTab} DrawerTab */

const key = 'drawer';
const tabs = /** @type {const} */ ([
  { id: 'calls', name: 'API calls', view: CallList },
  { id: 'faults', name: 'Faults', view: FaultDesk },
  { id: 'world', name: 'World', view: WorldDesk },
]);
/** @type {DrawerTab} */
let latest = 'calls';

/** Takes up what stood open in this window before a reload. */
export function loadDrawer() {
  const kept = readKept(sessionStorage, key, /** @type {DrawerTab | null} */ (null));
  if (tabs.some(({ id }) => id === kept)) show(kept);
}

/** @param {DrawerTab | null} drawer */
function show(drawer) {
  if (drawer) latest = drawer;
  keep(sessionStorage, key, drawer);
  setState({ drawer });
  markSeen();
}

/** Opens the drawer where it was left, or closes it. */
export function DrawerSwitch() {
  const { drawer, faults } = usePageState();
  const label = faults.length > 0 ? `Developer tools, ${faults.length} faults wait` : 'Developer tools';
  return html`<button type="button" class="round drawer-switch" aria-label=${label} title=${label} aria-expanded=${drawer !== null} onClick=${() => show(drawer === null ? latest : null)}>
    <${Icon} name="tools" />
    ${faults.length > 0 && html`<span class="drawer-mark" aria-hidden="true"></span>`}
  </button>`;
}

/** What an engineer wants beside the chats: the bot's calls, faults, and the world itself. */
export function Drawer() {
  const { drawer } = usePageState();
  const tab = tabs.find(({ id }) => id === drawer);
  if (!tab) return null;
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    show(null);
  };
  return html`<aside class="drawer" aria-label="Developer tools" onKeyDown=${onKeyDown}>
    <div class="drawer-head">
      <div class="tabs" role="tablist" aria-label="Developer tools" onKeyDown=${moveTab}>
        ${tabs.map(
          ({ id, name }) =>
            html`<button type="button" role="tab" key=${id} id="tab-${id}" aria-controls="drawer-panel" aria-selected=${id === tab.id} tabindex=${id === tab.id ? 0 : -1} onClick=${() => show(id)}>${name}</button>`,
        )}
      </div>
      <button type="button" class="round" aria-label="Close the developer tools" title="Close" onClick=${() => show(null)}><${Icon} name="close" /></button>
    </div>
    <div class="drawer-body" id="drawer-panel" role="tabpanel" aria-labelledby="tab-${tab.id}" tabindex="0"><${tab.view} /></div>
  </aside>`;
}

/** @param {KeyboardEvent} event */
function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const place = tabs.findIndex(({ id }) => id === getState().drawer);
  const next = tabs[(place + step + tabs.length) % tabs.length];
  if (!next) return;
  show(next.id);
  document.getElementById(`tab-${next.id}`)?.focus();
}
