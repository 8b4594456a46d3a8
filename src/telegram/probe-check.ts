import { type Api, GrammyError } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';

/** One thing that the look for lost posts takes for granted, and whether Telegram does so. */
export interface Finding {
  what: string;
  holds: boolean;
  /** What Telegram answered. */
  answer: string;
}

function keyboard(data: string): InlineKeyboardMarkup {
  return { inline_keyboard: [[{ text: 'Ad ⓘ', callback_data: data }]] };
}

async function answerOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (error instanceof GrammyError) return error.description;
    throw error;
  }
}

/**
 * Tries in a chat what the look for lost posts takes for granted of Telegram. It sends one silent message and deletes
 * it; `foreignId`: a message there that somebody else wrote.
 */
export async function checkProbe(api: Api, chatId: number, foreignId?: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  const expects = (what: string, answer: string, pattern: RegExp) =>
    findings.push({ what, answer, holds: pattern.test(answer) });
  const edit = (id: number, data: string) =>
    answerOf(api.editMessageReplyMarkup(chatId, id, { reply_markup: keyboard(data) }));

  const text = 'Herald checks how Telegram answers';
  const options = { disable_notification: true, reply_markup: keyboard('check:1') };
  const { message_id: id } = await api.sendMessage(chatId, text, options);
  expects('the same buttons again: not modified', await edit(id, 'check:1'), /message is not modified/);
  expects('other buttons: carried out', await edit(id, 'check:2'), /^done$/);
  expects('the first buttons again: carried out', await edit(id, 'check:1'), /^done$/);
  if (foreignId !== undefined)
    expects("somebody else's message: can't be edited", await edit(foreignId, 'check:1'), /can't be edited/);
  expects('a message of ours: can be deleted', await answerOf(api.deleteMessage(chatId, id)), /^done$/);
  expects('a deleted message: not found', await edit(id, 'check:1'), /message to edit not found/);
  return findings;
}
