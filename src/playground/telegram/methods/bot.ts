import { z } from 'zod';
import type { MethodTable } from '../call.js';
import { badRequest, TelegramError } from '../errors.js';
import { flag, integer, list, parse, text } from '../schemas.js';

const updatesSchema = z.looseObject({
  offset: integer.optional(),
  limit: integer.optional(),
  timeout: integer.optional(),
  allowed_updates: list(z.string()).optional(),
});

const webhookSchema = z.looseObject({
  url: z.string(),
  secret_token: text.optional(),
  allowed_updates: list(z.string()).optional(),
  max_connections: integer.default(40),
  drop_pending_updates: flag,
});

const answerSchema = z.looseObject({
  callback_query_id: z.string(),
  text: text.optional(),
  show_alert: flag,
});
const TOAST_MAX = 200;

export const botMethods: MethodTable = {
  getMe: ({ world }) => world.bot,
  getFile: ({ files }, call) =>
    files.link(parse(z.looseObject({ file_id: z.string() }), call.params).file_id),
  answerCallbackQuery({ world, presses, clock }, call) {
    const answer = parse(answerSchema, call.params);
    const press = presses.get(answer.callback_query_id);
    presses.delete(answer.callback_query_id);
    if (!press || press.until < clock.now())
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    if ((answer.text?.length ?? 0) > TOAST_MAX) throw badRequest('MESSAGE_TOO_LONG');
    world.emit({
      type: 'answer',
      userId: press.userId,
      alert: answer.show_alert,
      ...(answer.text !== undefined && { text: answer.text }),
    });
    return true;
  },
  getUpdates({ updates, webhook }, call) {
    if (webhook.url)
      throw new TelegramError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    const { offset, limit, timeout, allowed_updates } = parse(updatesSchema, call.params);
    return updates.get({
      ...(offset !== undefined && { offset }),
      ...(limit !== undefined && { limit }),
      ...(timeout !== undefined && { timeout }),
      ...(allowed_updates && { allowed: allowed_updates }),
    });
  },
  setWebhook({ webhook, updates }, call) {
    const { url, secret_token, allowed_updates, max_connections, drop_pending_updates } = parse(
      webhookSchema,
      call.params,
    );
    if (drop_pending_updates) updates.clear();
    if (url === '') webhook.remove();
    else
      webhook.set({
        url,
        secretToken: secret_token,
        allowed: allowed_updates,
        maxConnections: max_connections,
      });
    return true;
  },
  deleteWebhook({ webhook, updates }, call) {
    webhook.remove();
    if (parse(z.looseObject({ drop_pending_updates: flag }), call.params).drop_pending_updates)
      updates.clear();
    return true;
  },
  getWebhookInfo: ({ webhook }) => webhook.info(),
};
