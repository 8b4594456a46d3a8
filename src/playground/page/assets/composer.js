import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { say, start } from './actions.js';
import { attachmentOf, Tray } from './attachments.js';
import { CommandMenu } from './command-menu.js';
import { digestOf } from './digest.js';
import { draftOf, keepDraft } from './drafts.js';
import { useDrop } from './drop.js';
import { isIn } from './events.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { destinationOf, follow } from './links.js';
import { senderOf } from './names.js';
import { albumsOf, sendAll } from './outbox.js';
import { ReplyKeyboard } from './reply-keyboard.js';
import { usePageState } from './store.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').SimChat} SimChat
 * @typedef {import('./attachments.js').Attachment} Attachment
 * @typedef {{ chat: SimChat, replyTo: Message | null, onReplied: () => void, takesFocus?: boolean }} ComposerProps
 */

/** @param {ComposerProps} props */
export function Composer(props) {
  const { chat } = props;
  const { personId, people } = usePageState();
  if (chat.kind === 'private' && chat.messages.length === 0) {
    return html`<footer class="composer"><button type="button" class="start" onClick=${() => start()}>Start</button></footer>`;
  }
  if (!isIn(chat, personId)) {
    const name = people.find(({ id }) => id === personId)?.first_name;
    return html`<footer class="composer is-closed">${name} is not a member, and only looks on</footer>`;
  }
  const status = chat.members.find(({ userId }) => userId === personId)?.status;
  if (chat.kind === 'channel' && status !== 'creator' && status !== 'administrator') {
    return html`<footer class="composer is-closed">Only administrators post in this channel</footer>`;
  }
  return html`<${Writer} ...${props} />`;
}

/** @param {ComposerProps} props */
function Writer({ chat, replyTo, onReplied, takesFocus }) {
  const { personId } = usePageState();
  const place = `${personId}:${chat.id}`;
  const [text, write] = useState(() => draftOf(place));
  const [attachments, setAttachments] = useState(/** @type {Attachment[]} */ ([]));
  const [busy, setBusy] = useState(false);
  const [menu, setMenu] = useState(false);
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const picker = useRef(/** @type {HTMLInputElement | null} */ (null));

  /** @param {string} fresh */
  const setText = (fresh) => {
    write(fresh);
    keepDraft(place, fresh);
  };
  /** @param {Iterable<File>} files */
  const attach = (files) => {
    setAttachments((already) => [...already, ...[...files].map(attachmentOf)]);
    field.current?.focus();
  };
  const dragging = useDrop(field, attach);
  useAutoHeight(field, text);
  useEffect(() => {
    // On a phone the keyboard would cover the chat that one has just opened.
    if (takesFocus && matchMedia('(min-width: 761px) and (pointer: fine)').matches) field.current?.focus();
  }, []);
  useEffect(() => {
    if (replyTo) field.current?.focus();
  }, [replyTo]);

  const submit = async () => {
    const said = text.trim();
    if (busy || (!said && attachments.length === 0)) return;
    // A pasted invitation is meant to be opened, not said.
    const destination = /\s/.test(said) || attachments.length > 0 ? undefined : destinationOf(said);
    if (destination?.to === 'bot' && destination.payload) {
      setText('');
      return void follow(destination);
    }
    setBusy(true);
    const sent = await sendAll(chat.id, said, attachments, replyTo?.message_id);
    setBusy(false);
    if (!sent) return;
    setText('');
    setAttachments([]);
    onReplied();
    field.current?.focus();
  };

  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void submit();
    }
    if (event.key === 'Escape' && (menu || replyTo || attachments.length > 0)) {
      event.stopPropagation();
      if (menu) setMenu(false);
      else if (attachments.length > 0) setAttachments([]);
      else onReplied();
    }
  };
  /** @param {ClipboardEvent} event */
  const onPaste = (event) => {
    const files = event.clipboardData?.files;
    if (!files?.length) return;
    event.preventDefault();
    attach(files);
  };
  /** @param {string} command */
  const choose = (command) => {
    setMenu(false);
    setText('');
    void say(chat.id, command, undefined);
    field.current?.focus();
  };

  const asked = menu ? '' : /^\/[\w@]*$/.test(text) ? text.slice(1) : undefined;
  return html`<footer class="composer ${dragging ? 'is-dropping' : ''}" onKeyDown=${onKeyDown}>
    ${dragging && html`<div class="drop" aria-hidden="true">Drop files to attach them</div>`}
    ${asked !== undefined && html`<${CommandMenu} chatId=${chat.id} asked=${asked} field=${field.current} onChoose=${choose} />`}
    ${replyTo && html`<${ReplyBar} message=${replyTo} onCancel=${onReplied} />`}
    <${Tray} attachments=${attachments} onChange=${setAttachments} />
    ${albumsOf(attachments).some(({ length }) => length > 1) && html`<p class="tray-note" role="status">Sent as an album</p>`}
    <div class="writer">
      <button type="button" class="round" aria-label="Attach a file" title="Attach a file" onClick=${() => picker.current?.click()}>
        <${Icon} name="attach" />
      </button>
      <input
        ref=${picker}
        type="file"
        multiple
        hidden
        onChange=${() => {
          attach(picker.current?.files ?? []);
          if (picker.current) picker.current.value = '';
        }}
      />
      <textarea
        ref=${field}
        rows="1"
        dir="auto"
        placeholder=${attachments.length > 0 ? 'Add a caption…' : 'Message'}
        aria-label=${attachments.length > 0 ? 'Caption' : 'Message'}
        value=${text}
        onInput=${() => setText(field.current?.value ?? '')}
        onPaste=${onPaste}
      />
      ${
        chat.kind !== 'channel' &&
        html`<button type="button" class="round" aria-label="Commands" title="Commands" aria-expanded=${asked !== undefined} onClick=${() => setMenu(!menu)}>
          <span class="slash"><${Icon} name="slash" /></span>
        </button>`
      }
      <button type="button" class="send" aria-label="Send" title="Send (Enter)" disabled=${busy || (!text.trim() && attachments.length === 0)} onClick=${submit}>
        ${busy ? html`<span class="spinner"></span>` : html`<${Icon} name="send" />`}
      </button>
    </div>
    <${ReplyKeyboard} messages=${chat.messages} chatId=${chat.id} />
  </footer>`;
}

/** @param {{ message: Message, onCancel: () => void }} props */
function ReplyBar({ message, onCancel }) {
  return html`<div class="reply-bar">
    <${Icon} name="reply" />
    <span><b>${senderOf(message).name}</b><span dir="auto">${digestOf(message)}</span></span>
    <button type="button" class="round" aria-label="Do not reply" onClick=${onCancel}><${Icon} name="close" /></button>
  </div>`;
}

/**
 * Lets the field grow with its text; the style sheet sets the most.
 * @param {{ current: HTMLTextAreaElement | null }} field
 * @param {string} text
 */
function useAutoHeight(field, text) {
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text]);
}
