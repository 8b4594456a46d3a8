import { useState } from 'preact/hooks';
import { viewPicture } from './actions.js';
import { fileUrl } from './api.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { sizeText } from './times.js';

/** @typedef {import('./types.js').Message} Message */

const widest = 400;
const tallest = 420;
const narrowest = 180;

/**
 * The picture, video, animation or file of a message; nothing for a text.
 * @param {{ message: Message }} props
 */
export function Media({ message }) {
  if (message.photo) return html`<${Picture} message=${message} />`;
  if (message.animation)
    return html`<${Moving} media=${message.animation} message=${message} loops=${true} />`;
  if (message.video) return html`<${Moving} media=${message.video} message=${message} loops=${false} />`;
  if (message.document) return html`<${Document} document=${message.document} />`;
  return null;
}

/**
 * Whether a message fills its bubble from edge to edge.
 * @param {Message} message
 */
export const isVisual = ({ photo, video, animation }) => Boolean(photo || video || animation);

/** @param {{ message: Message }} props */
function Picture({ message }) {
  const photo = message.photo?.at(-1);
  if (!photo) return null;
  const url = fileUrl(photo.file_id);
  return html`<${Frame} width=${photo.width} height=${photo.height} spoiler=${message.has_media_spoiler}>
    <button type="button" class="picture" aria-label="Open the photo" onClick=${() => viewPicture(url)}>
      <img src=${url} alt=${message.caption ?? 'Photo'} />
    </button>
  <//>`;
}

/**
 * @param {{ media: { file_id: string, width?: number, height?: number }, message: Message, loops: boolean }} props
 */
function Moving({ media, message, loops }) {
  const url = fileUrl(media.file_id);
  const isImage = loops && message.document?.mime_type === 'image/gif';
  return html`<${Frame} width=${media.width} height=${media.height} spoiler=${message.has_media_spoiler}>
    ${
      isImage
        ? html`<img src=${url} alt=${message.caption ?? 'GIF'} />`
        : html`<video
            src=${url}
            preload="metadata"
            playsinline
            controls=${!loops}
            autoplay=${loops}
            loop=${loops}
            muted=${loops}
            aria-label=${message.caption ?? (loops ? 'GIF' : 'Video')}
          />`
    }
    ${loops && html`<span class="media-mark">GIF</span>`}
  <//>`;
}

/**
 * Keeps the place of a medium before its bytes are here, so that nothing jumps, and hides what is a spoiler.
 * @param {{ width?: number, height?: number, spoiler?: boolean | undefined, children: unknown }} props
 */
function Frame({ width, height, spoiler, children }) {
  const [shown, setShown] = useState(!spoiler);
  const ratio = width && height ? Math.max(0.45, Math.min(2.6, width / height)) : 16 / 10;
  const fitted = Math.max(narrowest, Math.min(widest, tallest * ratio));
  return html`<div class="media ${shown ? '' : 'is-hidden'}" style=${{ width: `${Math.round(fitted)}px`, aspectRatio: `${ratio}` }}>
    <div class="media-inner" inert=${!shown}>${children}</div>
    ${
      !shown &&
      html`<button type="button" class="cover" aria-label="Hidden media, press to show" onClick=${() => setShown(true)}>
        <span><${Icon} name="eye" /> Spoiler</span>
      </button>`
    }
  </div>`;
}

/** @param {{ document: { file_id: string, file_name?: string, file_size?: number, mime_type?: string } }} props */
function Document({ document }) {
  const name = document.file_name ?? 'File';
  return html`<a class="document" href=${fileUrl(document.file_id)} download=${name}>
    <span class="document-icon"><${Icon} name="file" /></span>
    <span class="document-text">
      <span class="document-name">${name}</span>
      <span class="document-size">${document.file_size === undefined ? document.mime_type : sizeText(document.file_size)}</span>
    </span>
  </a>`;
}
