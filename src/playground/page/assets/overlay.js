import { useEffect, useRef } from 'preact/hooks';
import { showAlert, viewPicture } from './actions.js';
import { html } from './html.js';
import { nameOf } from './names.js';
import { usePageState } from './store.js';

/** What lies over the page: toasts, the bot's alert, a picture full screen. */
export function Overlay() {
  const { toasts, alert, viewing, bot } = usePageState();
  return html`
    <div class="toasts" role="status" aria-live="polite">
      ${toasts.map((toast) => html`<div class="toast is-${toast.tone}" key=${toast.id} dir="auto">${toast.text}</div>`)}
    </div>
    ${
      alert !== null &&
      html`<${Dialog} name="alert" label="Message from the bot" onClose=${() => showAlert(null)}>
        <h2>${nameOf(bot)}</h2>
        <p dir="auto">${alert}</p>
        <form method="dialog"><button type="submit" class="primary" autofocus>OK</button></form>
      <//>`
    }
    ${
      viewing !== null &&
      html`<${Dialog} name="viewer" label="Photo" onClose=${() => viewPicture(null)}>
        <form method="dialog"><button type="submit" aria-label="Close" autofocus><img src=${viewing} alt="Photo" /></button></form>
      <//>`
    }
  `;
}

/** @param {{ name: string, label: string, onClose: () => void, children: unknown }} props */
function Dialog({ name, label, onClose, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  /** @param {MouseEvent} event */
  const onClick = (event) => {
    if (event.target === dialog.current) dialog.current?.close();
  };
  return html`<dialog class=${name} ref=${dialog} aria-label=${label} onClose=${onClose} onClick=${onClick}>${children}</dialog>`;
}
