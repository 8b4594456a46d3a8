import { view } from './actions.js';
import { fileUrl } from './api.js';
import { Dialog } from './dialog.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { senderOf } from './names.js';
import { usePageState } from './store.js';
import { fullText } from './times.js';

/** @typedef {import('./types.js').Message} Message */

/** A photo or video full screen, with the others of its chat before and after it. */
export function Viewer() {
  const { viewing, chats } = usePageState();
  if (viewing === null) return null;
  const all = (chats[viewing.chatId]?.messages ?? []).filter(({ photo, video }) => photo || video);
  const place = all.findIndex(({ message_id }) => message_id === viewing.messageId);
  const message = all[place];
  if (!message) return null;
  /** @param {number} step */
  const move = (step) => {
    const next = all[place + step];
    if (next) view({ chatId: viewing.chatId, messageId: next.message_id });
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.target instanceof HTMLVideoElement) return;
    event.preventDefault();
    move(step);
  };
  const fileId = message.photo?.at(-1)?.file_id ?? message.video?.file_id ?? '';
  return html`<${Dialog} name="viewer" label="Photos and videos" onClose=${() => view(null)}>
    <div class="viewer-frame" onKeyDown=${onKeyDown}>
      <header class="viewer-bar">
        <span class="viewer-text"><b dir="auto">${senderOf(message).name}</b><span>${fullText(message.date * 1000)}</span></span>
        <span class="viewer-count" aria-live="polite">${place + 1} of ${all.length}</span>
        <a class="round" href=${fileUrl(fileId)} download aria-label="Save" title="Save"><${Icon} name="download" /></a>
        <form method="dialog"><button type="submit" class="round" aria-label="Close" title="Close (Esc)" autofocus><${Icon} name="close" /></button></form>
      </header>
      <div class="viewer-stage" onClick=${closeBeside}>
        <button type="button" class="round viewer-step" aria-label="Previous" disabled=${place === 0} onClick=${() => move(-1)}><${Icon} name="back" /></button>
        <${Shown} key=${fileId} message=${message} fileId=${fileId} />
        <button type="button" class="round viewer-step" aria-label="Next" disabled=${place === all.length - 1} onClick=${() => move(1)}><${Icon} name="next" /></button>
      </div>
      ${message.caption && html`<p class="viewer-caption" dir="auto">${message.caption}</p>`}
    </div>
  <//>`;
}

/** @param {{ message: Message, fileId: string }} props */
function Shown({ message, fileId }) {
  const url = fileUrl(fileId);
  if (message.video)
    return html`<video src=${url} controls autoplay playsinline aria-label=${message.caption ?? 'Video'}></video>`;
  return html`<img src=${url} alt=${message.caption ?? 'Photo'} />`;
}

/** A click beside the picture closes, as everywhere. @param {MouseEvent} event */
function closeBeside({ target, currentTarget }) {
  if (target === currentTarget) view(null);
}
