import { useState } from 'preact/hooks';
import { pick } from './actions.js';
import { Avatar } from './avatar.js';
import { Dialog } from './dialog.js';
import { html } from './html.js';
import { usePageState } from './store.js';

/** Lets the person choose chats or people that the bot, or a link, asked for. */
export function Picker() {
  const { picking } = usePageState();
  return picking && html`<${Choice} picking=${picking} />`;
}

/** @param {{ picking: import('./types.js').Picking }} props */
function Choice({ picking: { title, none, options, most, choose } }) {
  const [chosen, setChosen] = useState(/** @type {number[]} */ ([]));
  const close = () => pick(null);
  /** @param {number[]} ids */
  const done = (ids) => {
    close();
    choose(ids);
  };
  /** @param {number} id */
  const onOption = (id) => {
    if (most === 1) return done([id]);
    const others = chosen.filter((other) => other !== id);
    if (others.length < chosen.length) setChosen(others);
    else if (chosen.length < most) setChosen([...chosen, id]);
  };
  return html`<${Dialog} name="alert picker" label=${title} onClose=${close}>
    <h2>${title}</h2>
    ${options.length === 0 && html`<p class="hint">${none}</p>`}
    <ul>
      ${options.map(
        ({ id, title: name, note }) =>
          html`<li key=${id}>
            <button type="button" class="picker-option" aria-pressed=${most > 1 ? chosen.includes(id) : undefined} onClick=${() => onOption(id)}>
              <${Avatar} id=${id} title=${name} size="small" /><span><b dir="auto">${name}</b><span>${note}</span></span>
            </button>
          </li>`,
      )}
    </ul>
    <form method="dialog">
      <button type="submit" class="quiet">Cancel</button>
      ${most > 1 && html`<button type="button" class="primary" disabled=${chosen.length === 0} onClick=${() => done(chosen)}>Share ${chosen.length || ''}</button>`}
    </form>
  <//>`;
}
