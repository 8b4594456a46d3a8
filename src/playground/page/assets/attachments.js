import { useEffect, useMemo } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';
import { sizeText } from './times.js';

/**
 * Files that wait in the composer.
 * @typedef {{ file: File, kind: 'photo' | 'video' | 'animation' | 'document', spoiler: boolean }} Attachment
 */

/** Formats that a real client sends as a photo; other images go as files. */
const photoTypes = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * @param {File} file
 * @returns {Attachment}
 */
export function attachmentOf(file) {
  return { file, kind: kindOf(file.type), spoiler: false };
}

/** @param {string} type */
function kindOf(type) {
  if (type === 'image/gif') return 'animation';
  if (photoTypes.includes(type)) return 'photo';
  return type.startsWith('video/') ? 'video' : 'document';
}

/**
 * @param {{ attachments: Attachment[], onChange: (attachments: Attachment[]) => void }} props
 */
export function Tray({ attachments, onChange }) {
  if (attachments.length === 0) return null;
  /** @param {Attachment} old @param {Attachment[]} fresh */
  const replace = (old, fresh) => onChange(attachments.flatMap((each) => (each === old ? fresh : [each])));
  return html`<ul class="tray" aria-label="Attached files">
    ${attachments.map(
      (each) =>
        html`<${Item}
          key=${each.file}
          attachment=${each}
          onSpoiler=${() => replace(each, [{ ...each, spoiler: !each.spoiler }])}
          onRemove=${() => replace(each, [])}
        />`,
    )}
  </ul>`;
}

/** @param {{ attachment: Attachment, onSpoiler: () => void, onRemove: () => void }} props */
function Item({ attachment: { file, kind, spoiler }, onSpoiler, onRemove }) {
  const url = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  const names = { photo: 'Photo', video: 'Video', animation: 'GIF', document: 'File' };
  return html`<li class="tray-item">
    <span class="tray-face ${spoiler ? 'is-hidden' : ''}">
      ${(kind === 'photo' || kind === 'animation') && html`<img src=${url} alt="" />`}
      ${kind === 'video' && html`<video src=${url} muted preload="metadata" />`}
      ${kind === 'document' && html`<${Icon} name="file" />`}
    </span>
    <span class="tray-text">
      <span class="tray-name">${file.name}</span>
      <span class="tray-size">${names[kind]}, ${sizeText(file.size)}</span>
    </span>
    ${
      kind !== 'document' &&
      html`<button type="button" class="pill" aria-pressed=${spoiler} onClick=${onSpoiler}>Spoiler</button>`
    }
    <button type="button" class="round" aria-label="Remove ${file.name}" onClick=${onRemove}><${Icon} name="close" /></button>
  </li>`;
}
