import { z } from 'zod';
import { badRequest } from './errors.js';

/** Forms and query strings carry everything but text as JSON. */
function json<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, schema);
}

export const flag = json(z.boolean()).default(false);
export const text = z.string();
export const integer = json(z.number().int());
export const number = json(z.number());
/** A chat by its number, or a channel by @name. */
export const chatId = z.union([json(z.number().int()), z.string()]);

const user = z.looseObject({ id: z.number().int() });

export const entities = json(
  z.array(
    z.looseObject({
      type: z.string(),
      offset: z.number().int(),
      length: z.number().int(),
      url: z.string().optional(),
      user: user.optional(),
    }),
  ),
);
export type Entities = z.infer<typeof entities>;

const inlineButton = z.looseObject({
  text: z.string().min(1),
  url: z.string().optional(),
  callback_data: z.string().optional(),
});

export const replyMarkup = json(
  z.union([
    z.looseObject({ inline_keyboard: z.array(z.array(inlineButton)) }),
    z.looseObject({ keyboard: z.array(z.array(z.unknown())) }),
    z.looseObject({ remove_keyboard: z.literal(true) }),
    z.looseObject({ force_reply: z.literal(true) }),
  ]),
);
export type ReplyMarkup = z.infer<typeof replyMarkup>;

export const list = <T extends z.ZodType>(item: T) => json(z.array(item));
export const object = <T extends z.ZodRawShape>(shape: T) => json(z.looseObject(shape));

/** Reads a call's parameters; unlike Telegram it says which one is wrong. */
export function parse<T extends z.ZodType>(schema: T, params: Record<string, unknown>): z.infer<T> {
  const read = schema.safeParse(params);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  if (issue?.path[0] === 'chat_id' && params['chat_id'] === undefined) throw badRequest('chat_id is empty');
  throw badRequest(`parameter "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'is wrong'}`);
}
