import { useState } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';
import { titleOf } from './names.js';
import { usePageState } from './store.js';
import { secondsText } from './times.js';

/** @typedef {import('./types.js').SimCall} SimCall */

/** The bot's calls as they come, the newest first. A click shows what was asked and answered. */
export function CallList() {
  const { calls } = usePageState();
  const [asked, setAsked] = useState('');
  const [failedOnly, setFailedOnly] = useState(false);
  const [openId, setOpenId] = useState(/** @type {number | null} */ (null));
  const wanted = asked.trim().toLowerCase();
  const found = calls.filter(
    (call) => (!failedOnly || isFailed(call)) && call.method.toLowerCase().includes(wanted),
  );
  return html`<div class="calls-tools">
      <input type="search" class="field" placeholder="Method" aria-label="Filter by method" value=${asked} onInput=${(/** @type {Event} */ event) => setAsked(/** @type {HTMLInputElement} */ (event.currentTarget).value)} />
      <button type="button" class="pill" aria-pressed=${failedOnly} onClick=${() => setFailedOnly(!failedOnly)}>Failed only</button>
    </div>
    ${found.length === 0 && html`<p class="hint">${calls.length === 0 ? 'The bot has not called yet.' : 'No call fits.'}</p>`}
    <ol class="calls" aria-label="API calls">
      ${found.toReversed().map((call) => html`<${CallRow} key=${call.id} call=${call} open=${call.id === openId} onToggle=${() => setOpenId(call.id === openId ? null : call.id)} />`)}
    </ol>`;
}

/** @param {SimCall} call */
const isFailed = ({ status }) => status !== 200;

/** @param {{ call: SimCall, open: boolean, onToggle: () => void }} props */
function CallRow({ call, open, onToggle }) {
  const state = usePageState();
  const chat = state.chats[Number(call.request['chat_id'])];
  const where = chat && (chat.kind === 'private' ? chat.title : titleOf(chat, state));
  return html`<li class="call ${isFailed(call) ? 'is-failed' : ''}">
    <button type="button" class="call-head" aria-expanded=${open} onClick=${onToggle}>
      <span class="call-status">${call.status === 0 ? 'none' : call.status}</span>
      <span class="call-method">${call.method}${where && html` <span class="call-where" dir="auto">${where}</span>`}</span>
      ${call.fault && html`<span class="call-fault" title="A fault hit this call: ${call.fault}"><${Icon} name="bolt" /></span>`}
      <span class="call-ms">${call.ms} ms</span>
      <time class="call-time">${secondsText(call.at)}</time>
    </button>
    ${
      open &&
      html`<div class="call-body">
        <h4>Request</h4>
        <pre tabindex="0" aria-label="Request">${shown(call.request)}</pre>
        <h4>Answer</h4>
        <pre tabindex="0" aria-label="Answer">${call.response === null ? 'None: the bot never got one.' : shown(call.response)}</pre>
      </div>`
    }
  </li>`;
}

/** @param {unknown} value */
const shown = (value) => (typeof value === 'string' ? value : JSON.stringify(value, unfolded, 2));

/**
 * Clients send structures as JSON in strings; here they are read again.
 * @param {string} _key
 * @param {unknown} value
 */
function unfolded(_key, value) {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
