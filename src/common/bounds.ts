/** How long texts may be, in UTF-16 units, as Telegram counts. */

/** Names of things that people make. */
export const NAME_MAX = 100;
/** Telegram's own: a message's text, the caption of media, the text of a button. */
export const TEXT_MAX = 4096;
export const CAPTION_MAX = 1024;
export const BUTTON_TEXT_MAX = 64;
/** Items of an album. */
export const ALBUM_MAX = 10;
