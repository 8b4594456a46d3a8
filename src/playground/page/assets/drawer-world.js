import { GroupDesk } from './drawer-groups.js';
import { html } from './html.js';
import { usePageState } from './store.js';
import { advance, resetWorld } from './world-actions.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** 49 hours are more than Telegram lets a bot delete a message. */
const steps = [
  { name: '+1 min', ms: minuteMs },
  { name: '+1 h', ms: hourMs },
  { name: '+24 h', ms: 24 * hourMs },
  { name: '+49 h', ms: 49 * hourMs },
];

/** Time, groups, and a fresh beginning. */
export function WorldDesk() {
  const { resetting } = usePageState();
  return html`<section class="desk">
      <h3>Clock</h3>
      <div class="steps" role="group" aria-label="Move the clock on">
        ${steps.map(({ name, ms }) => html`<button type="button" class="pill" key=${name} onClick=${() => advance(ms)}>${name}</button>`)}
      </div>
      <p class="hint">It moves Telegram and the bot together. What falls due happens at once.</p>
    </section>
    <${GroupDesk} />
    <section class="desk">
      <h3>Begin again</h3>
      <p class="hint">Everything that was written and set up goes; the sample people and groups come back, ready to use, at the present time.</p>
      <button type="button" class="danger" disabled=${resetting} onClick=${resetWorld}>Reset the sample world</button>
    </section>`;
}
