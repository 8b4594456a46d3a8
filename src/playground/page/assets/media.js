import { useState } from 'preact/hooks';
import { view } from './actions.js';
import { fileUrl } from './api.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { sizeText } from './times.js';

/** @typedef {import('./types.js').Message} Message */

const widest = 400;
const tallest = 420;
const narrowest = 180;

/**
 * The picture, video, sound, sticker or file of a message; nothing for a text.
 * @param {{ message: Message, chatId: number }} props
 */
export function Media({ message, chatId }) {
  if (isVisual(message)) {
    const { width, height } = sizeOf(message);
    const ratio = Math.max(0.45, Math.min(2.6, width / height));
    const fitted = Math.max(narrowest, Math.min(widest, tallest * ratio));
    return html`<div class="single" style=${{ width: `${Math.round(fitted)}px`, aspectRatio: `${ratio}` }}>
      <${Visual} message=${message} chatId=${chatId} />
    </div>`;
  }
  if (message.sticker) return html`<${Sticker} sticker=${message.sticker} />`;
  const sound = message.voice ?? message.audio;
  if (sound)
    return html`<audio class="sound" src=${fileUrl(sound.file_id)} controls preload="metadata" aria-label=${message.audio?.title ?? 'Voice message'}></audio>`;
  if (message.video_note)
    return html`<video class="round-video" src=${fileUrl(message.video_note.file_id)} controls playsinline preload="metadata" aria-label="Video message"></video>`;
  if (message.document) return html`<${Document} document=${message.document} />`;
  return null;
}

/**
 * Whether a message fills its bubble from edge to edge.
 * @param {Message} message
 */
export const isVisual = ({ photo, video, animation }) => Boolean(photo || video || animation);

/**
 * The measures of a picture or video, so that its place is kept before its bytes are here.
 * @param {Message} message
 */
export function sizeOf({ photo, video, animation }) {
  const { width, height } = photo?.at(-1) ?? animation ?? video ?? { width: 16, height: 10 };
  return width > 0 && height > 0 ? { width, height } : { width: 16, height: 10 };
}

/**
 * A picture or video that fills the box it stands in, hidden while it is a spoiler.
 * @param {{ message: Message, chatId: number }} props
 */
export function Visual({ message, chatId }) {
  const [shown, setShown] = useState(!message.has_media_spoiler);
  return html`<div class="media ${shown ? '' : 'is-hidden'}">
    <div class="media-inner" inert=${!shown}><${Shown} message=${message} chatId=${chatId} /></div>
    ${
      !shown &&
      html`<button type="button" class="cover" aria-label="Hidden media, press to show" onClick=${() => setShown(true)}>
        <span><${Icon} name="eye" /> <i>Spoiler</i></span>
      </button>`
    }
  </div>`;
}

/** @param {{ message: Message, chatId: number }} props */
function Shown({ message, chatId }) {
  const { photo, video, animation, caption, message_id: messageId, media_group_id: group } = message;
  const open = () => view({ chatId, messageId });
  const picture = photo?.at(-1);
  if (picture) {
    return html`<button type="button" class="picture" aria-label="Open the photo" onClick=${open}>
      <img src=${fileUrl(picture.file_id)} alt=${caption ?? 'Photo'} decoding="async" />
    </button>`;
  }
  if (animation) {
    const url = fileUrl(animation.file_id);
    const moves = message.document?.mime_type === 'image/gif';
    return html`${
      moves
        ? html`<img src=${url} alt=${caption ?? 'GIF'} />`
        : html`<video src=${url} playsinline autoplay loop muted aria-label=${caption ?? 'GIF'}></video>`
    }<span class="media-mark">GIF</span>`;
  }
  if (!video) return null;
  const url = fileUrl(video.file_id);
  if (!group)
    return html`<video src=${url} preload="metadata" playsinline controls aria-label=${caption ?? 'Video'}></video>`;
  return html`<button type="button" class="picture" aria-label="Open the video" onClick=${open}>
    <video src=${url} preload="metadata" playsinline muted tabindex="-1" aria-hidden="true"></video>
    <span class="play"><${Icon} name="play" /></span>
  </button>`;
}

/** @param {{ sticker: { file_id: string, emoji?: string, is_animated: boolean, is_video: boolean } }} props */
function Sticker({ sticker }) {
  const url = fileUrl(sticker.file_id);
  if (sticker.is_animated) return html`<span class="sticker is-emoji">${sticker.emoji ?? '🙂'}</span>`;
  if (sticker.is_video)
    return html`<video class="sticker" src=${url} autoplay loop muted playsinline></video>`;
  return html`<img class="sticker" src=${url} alt="Sticker ${sticker.emoji ?? ''}" />`;
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
