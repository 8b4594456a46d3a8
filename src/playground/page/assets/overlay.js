import { leaveTo, showAlert, showToast } from './actions.js';
import { Dialog } from './dialog.js';
import { html } from './html.js';
import { MessageMenu } from './message-menu.js';
import { nameOf } from './names.js';
import { Picker } from './picker.js';
import { usePageState } from './store.js';
import { Viewer } from './viewer.js';

/** What lies over the page: toasts, the bot's alert, a picture full screen, a message's menu. */
export function Overlay() {
  const { toasts, alert, leaving, resetting, bot } = usePageState();
  return html`
    <div class="toasts" role="status" aria-live="polite">
      ${toasts.map((toast) => html`<div class="toast is-${toast.tone}" key=${toast.id} dir="auto">${toast.text}</div>`)}
    </div>
    <${MessageMenu} />
    <${Picker} />
    <${Viewer} />
    ${
      alert !== null &&
      html`<${Dialog} name="alert" label="Message from the bot" onClose=${() => showAlert(null)}>
        <h2>${nameOf(bot)}</h2>
        <p dir="auto">${alert}</p>
        <form method="dialog"><button type="submit" class="primary" autofocus>OK</button></form>
      <//>`
    }
    ${leaving !== null && html`<${Leaving} href=${leaving} />`}
    ${resetting && html`<div class="veil" role="status"><span class="spinner"></span> Building the sample world anew…</div>`}
  `;
}

/** @param {{ href: string }} props */
function Leaving({ href }) {
  const close = () => leaveTo(null);
  const copy = async () => {
    await navigator.clipboard.writeText(href);
    showToast('Copied');
    close();
  };
  return html`<${Dialog} name="alert" label="Open a link" onClose=${close}>
    <h2>Open this link?</h2>
    <p class="address">${href}</p>
    <p class="hint">It leads out of the playground, into the web.</p>
    <form method="dialog">
      <button type="submit" class="quiet">Cancel</button>
      <button type="button" class="quiet" onClick=${copy}>Copy</button>
      <a class="primary" href=${href} target="_blank" rel="noopener noreferrer" onClick=${close}>Open</a>
    </form>
  <//>`;
}
