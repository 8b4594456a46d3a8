import { useState } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';
import { titleOf } from './names.js';
import { usePageState } from './store.js';
import { addFault, clearFaults, setLimits } from './world-actions.js';

/**
 * @typedef {import('./types.js').SimFault} SimFault
 * @typedef {{ name: string, hint: string, fault: SimFault }} FaultButton
 */

/** @type {FaultButton[]} */
const faults = [
  { name: '429, wait 5 s', hint: 'Too many requests', fault: { kind: 'tooManyRequests', retryAfter: 5 } },
  { name: '403 removed', hint: 'The bot was kicked from this chat', fault: { kind: 'forbidden' } },
  {
    name: '400 no rights',
    hint: 'Not enough rights to send',
    fault: {
      kind: 'refused',
      code: 400,
      description: 'Bad Request: not enough rights to send text messages to the chat',
    },
  },
  { name: '500', hint: 'Internal server error', fault: { kind: 'serverError' } },
  { name: '502 page', hint: 'A proxy’s HTML, not carried out', fault: { kind: 'badGateway' } },
  {
    name: '502, but done',
    hint: 'A proxy’s HTML, carried out all the same',
    fault: { kind: 'badGateway', accepted: true },
  },
  { name: 'Hang', hint: 'No answer ever, not carried out', fault: { kind: 'hang' } },
  { name: 'Cut before', hint: 'The connection breaks, not carried out', fault: { kind: 'cutBeforeAccept' } },
  {
    name: 'Cut after',
    hint: 'The connection breaks after it was carried out',
    fault: { kind: 'cutAfterAccept' },
  },
  { name: 'Slow, 3 s', hint: 'Carried out at once, answered late', fault: { kind: 'slow', ms: 3_000 } },
  {
    name: 'An hour late',
    hint: 'No answer ever, carried out an hour later by this clock',
    fault: { kind: 'late', ms: 3_600_000 },
  },
  {
    name: 'Updates again',
    hint: 'The last confirmation of updates is lost: they come twice',
    fault: { kind: 'loseConfirmation', method: 'getupdates' },
  },
];
const methods = [
  'sendMessage',
  'sendPhoto',
  'sendVideo',
  'sendMediaGroup',
  'copyMessage',
  'editMessageText',
  'deleteMessage',
  'answerCallbackQuery',
  'getChatMember',
];
const often = [
  { name: 'once', aim: {} },
  { name: '3 times', aim: { times: 3 } },
  { name: '1 in 5, until cleared', aim: { probability: 0.2 } },
];
const limitNames = /** @type {const} */ ({ off: 'Off', buckets: 'Refuse (429)', queue: 'Hold back' });

/** Buttons that let the bot's next calls go wrong, and what still waits to. */
export function FaultDesk() {
  const state = usePageState();
  const [method, setMethod] = useState('');
  const [chatId, setChatId] = useState('');
  const [times, setTimes] = useState('0');
  const aim = {
    ...(method && { method }),
    ...(chatId && { chatId: Number(chatId) }),
    ...often[Number(times)]?.aim,
  };
  return html`<section class="desk">
      <h3>The next call that fits</h3>
      <div class="fields">
        <${Choice} label="Method" value=${method} onChoose=${setMethod} options=${[['', 'any'], ...methods.map((name) => [name, name])]} />
        <${Choice} label="Chat" value=${chatId} onChoose=${setChatId} options=${[['', 'any'], ...Object.values(state.chats).map((chat) => [`${chat.id}`, chat.kind === 'private' ? `${chat.title}’s chat` : titleOf(chat, state)])]} />
        <${Choice} label="How often" value=${times} onChoose=${setTimes} options=${often.map(({ name }, index) => [`${index}`, name])} />
      </div>
      <div class="buttons">
        ${faults.map(
          ({ name, hint, fault }) =>
            html`<button type="button" class="tile" key=${name} onClick=${() => addFault({ ...aim, ...fault })}><b>${name}</b><span>${hint}</span></button>`,
        )}
      </div>
    </section>
    <section class="desk">
      <h3>Waiting</h3>
      ${state.faults.length === 0 && html`<p class="hint">No fault waits.</p>`}
      <ul class="waiting" aria-label="Waiting faults">
        ${state.faults.map(({ fault, left }, at) => html`<li key=${at}><${Icon} name="bolt" /> ${faultText(fault)}<b>${left === null ? 'by chance' : `${left}×`}</b></li>`)}
      </ul>
      ${state.faults.length > 0 && html`<button type="button" class="pill" onClick=${clearFaults}>Clear all faults</button>`}
    </section>
    <section class="desk">
      <h3 id="limits-name">Telegram’s rate limits</h3>
      <div class="segments" role="radiogroup" aria-labelledby="limits-name">
        ${Object.entries(limitNames).map(
          ([mode, name]) =>
            html`<button type="button" role="radio" key=${mode} aria-checked=${state.limits === mode} onClick=${() => setLimits(/** @type {keyof typeof limitNames} */ (mode))}>${name}</button>`,
        )}
      </div>
      <p class="hint">30 messages a second, 1 a second in a chat, 20 a minute in a group.</p>
    </section>`;
}

/** @param {SimFault} fault */
function faultText(fault) {
  const name = faults.find((each) => each.fault.kind === fault.kind)?.name ?? fault.kind;
  return fault.method ? `${name} on ${fault.method}` : name;
}

/** @param {{ label: string, value: string, onChoose: (value: string) => void, options: string[][] }} props */
function Choice({ label, value, onChoose, options }) {
  return html`<label class="choice">
    <span>${label}</span>
    <select class="field" value=${value} onChange=${(/** @type {Event} */ event) => onChoose(/** @type {HTMLSelectElement} */ (event.currentTarget).value)}>
      ${options.map(([key, name]) => html`<option value=${key} key=${key}>${name}</option>`)}
    </select>
  </label>`;
}
