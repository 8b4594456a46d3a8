import { type Api, type Context, GrammyError } from 'grammy';
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';

/** Words with their formatting; nothing in `text` is read as markup. */
export interface RichText {
  text: string;
  entities?: MessageEntity[];
}

export type CallbackButton = InlineKeyboardButton.CallbackButton;
export type Button = CallbackButton | InlineKeyboardButton.UrlButton;

/** One message of the bot that edits itself: what is shown and what can be pressed. */
export interface Screen {
  body: RichText;
  rows: Button[][];
}

/** Where a screen stands. */
export interface ScreenPlace {
  chatId: number;
  messageId: number;
}

/** Telegram's refusals of an edit that change nothing for the person: the text stands already. */
function isNotModified(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes('message is not modified');
}

/** Telegram's refusals of an edit after which only a new message helps: deleted, too old, or a picture. */
export function isUneditable(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    /message to edit not found|message can't be edited|there is no text in the message/.test(
      error.description,
    )
  );
}

function options(screen: Screen) {
  return {
    ...(screen.body.entities && { entities: screen.body.entities }),
    reply_markup: { inline_keyboard: screen.rows },
    link_preview_options: { is_disabled: true },
  };
}

/** Sends a screen as a new message and tells where it stands. */
export async function sendScreen(api: Api, chatId: number, screen: Screen): Promise<ScreenPlace> {
  const message = await api.sendMessage(chatId, screen.body.text, options(screen));
  return { chatId, messageId: message.message_id };
}

/** Turns a message into the screen; sends a new one where the old can't be edited. */
export async function editScreen(api: Api, place: ScreenPlace, screen: Screen): Promise<ScreenPlace> {
  try {
    await api.editMessageText(place.chatId, place.messageId, screen.body.text, options(screen));
    return place;
  } catch (error) {
    if (isNotModified(error)) return place;
    if (isUneditable(error)) return sendScreen(api, place.chatId, screen);
    throw error;
  }
}

/** Shows a screen: a press edits its message in place, anything else gets a new message. */
export async function present(ctx: Context, screen: Screen): Promise<ScreenPlace> {
  const message = ctx.callbackQuery?.message;
  if (message) return editScreen(ctx.api, { chatId: message.chat.id, messageId: message.message_id }, screen);
  if (ctx.chatId === undefined)
    throw new Error(`no chat to show a screen in: update ${ctx.update.update_id}`);
  return sendScreen(ctx.api, ctx.chatId, screen);
}

/** A short word at the top of the chat, gone by itself; what the press that brought it did. */
export async function toast(ctx: Context, text: string): Promise<void> {
  // Telegram cuts the text of a toast at 200 characters by refusing it.
  if (ctx.callbackQuery) await ctx.answerCallbackQuery({ text: text.slice(0, 200) });
  else await ctx.reply(text);
}
