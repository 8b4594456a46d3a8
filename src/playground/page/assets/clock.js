import { useEffect, useState } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';
import { usePageState } from './store.js';
import { clockDayText, fullText, timeText } from './times.js';
import { advance } from './world-actions.js';

const hourMs = 3_600_000;
const tickMs = 1_000;

/** The simulated time, running, and what moves it on. */
export function Clock() {
  const { clock } = usePageState();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), tickMs);
    return () => clearInterval(timer);
  }, []);
  const now = clock.now + performance.now() - clock.at;
  return html`<div class="clock" role="group" aria-label="Simulated time">
    <${Icon} name="clock" />
    <time dateTime=${new Date(now).toISOString()} title="Simulated time: ${fullText(now)}">
      <span class="clock-day">${clockDayText(now)}</span> <b>${timeText(now)}</b>
    </time>
    <button type="button" class="pill" title="Move the clock one hour on" onClick=${() => advance(hourMs)}>+1 h</button>
  </div>`;
}
