import type { InlineKeyboardMarkup } from '@grammyjs/types';
import { badRequest } from './errors.js';
import type { ReplyMarkup } from './schemas.js';

const MAX_BUTTONS = 100;
const MAX_IN_ROW = 8;
const MAX_DATA_BYTES = 64;

function checkButton(button: {
  text: string;
  url?: string | undefined;
  callback_data?: string | undefined;
}): void {
  if (button.callback_data !== undefined) {
    const bytes = Buffer.byteLength(button.callback_data);
    if (bytes < 1 || bytes > MAX_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  } else if (button.url !== undefined) checkUrl(button.url);
  else
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
}

function checkUrl(url: string): void {
  if (/^tg:\/\//.test(url)) return;
  const full = /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(full) || !/^https?:/i.test(full) || !new URL(full).hostname.includes('.'))
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
}

/** The inline keyboard that a message carries; undefined for the other kinds of markup, which it does not (S3). */
export function inlineKeyboard(markup: ReplyMarkup | undefined): InlineKeyboardMarkup | undefined {
  if (!markup || !('inline_keyboard' in markup) || !Array.isArray(markup.inline_keyboard)) return undefined;
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  const buttons = rows.flat();
  if (buttons.length > MAX_BUTTONS || rows.some((row) => row.length > MAX_IN_ROW))
    throw badRequest('REPLY_MARKUP_TOO_LONG');
  for (const button of buttons) checkButton(button);
  return rows.length > 0 ? ({ inline_keyboard: rows } as InlineKeyboardMarkup) : undefined;
}
