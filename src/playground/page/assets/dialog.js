import { useEffect, useRef } from 'preact/hooks';
import { html } from './html.js';

/**
 * Lies over the page until it is answered; Escape and a click beside it close it.
 * @param {{ name: string, label: string, onClose: () => void, children: unknown }} props
 */
export function Dialog({ name, label, onClose, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  /** @param {MouseEvent} event */
  const onClick = (event) => {
    if (event.target === dialog.current) dialog.current?.close();
  };
  return html`<dialog class=${name} ref=${dialog} aria-label=${label} onClose=${onClose} onClick=${onClick}>${children}</dialog>`;
}
