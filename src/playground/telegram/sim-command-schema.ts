import { z } from 'zod';
import { badRequest } from './errors.js';
import type { SimCommand } from './sim-protocol.js';

const id = z.number().int();
const rights = z.record(z.string(), z.boolean());
const chatKind = z.enum(['group', 'supergroup', 'channel']);
const person = z.object({
  id,
  first_name: z.string().min(1),
  last_name: z.string().exactOptional(),
  username: z.string().exactOptional(),
  language_code: z.string().exactOptional(),
});
const media = z.object({
  kind: z.enum(['photo', 'video', 'animation', 'document']),
  fileId: z.string(),
  spoiler: z.boolean().exactOptional(),
});
const aim = {
  method: z.string().exactOptional(),
  chatId: z.number().int().exactOptional(),
  times: z.number().int().min(1).exactOptional(),
  probability: z.number().min(0).max(1).exactOptional(),
  seed: z.number().int().exactOptional(),
};
const fault = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal(['forbidden', 'serverError', 'hang', 'cutBeforeAccept', 'cutAfterAccept']),
    ...aim,
  }),
  z.object({ kind: z.literal('refused'), code: z.literal([400, 401, 403]), description: z.string(), ...aim }),
  z.object({ kind: z.literal('tooManyRequests'), retryAfter: z.number().int().min(1), ...aim }),
  z.object({ kind: z.literal('badGateway'), accepted: z.boolean().exactOptional(), ...aim }),
  z.object({ kind: z.literal(['slow', 'late']), ms: z.number().min(0), ...aim }),
  z.object({ kind: z.literal('loseConfirmation'), reordered: z.boolean().exactOptional(), ...aim }),
]);
/** Entities are checked where the text is: by the same rules as the bot's. */
const entities = z.array(
  z.looseObject({ type: z.string(), offset: z.number().int(), length: z.number().int() }),
);

const command = z.discriminatedUnion('do', [
  z.object({ do: z.literal('addPerson'), person }),
  z.object({
    do: z.literal('addChat'),
    kind: chatKind,
    title: z.string().min(1),
    ownerId: id,
    memberIds: z.array(id).exactOptional(),
    forum: z.boolean().exactOptional(),
  }),
  z.object({ do: z.literal('openTopic'), chatId: id, userId: id, name: z.string().min(1).max(128) }),
  z.object({
    do: z.enum(['closeTopic', 'reopenTopic', 'deleteTopic']),
    chatId: id,
    userId: id,
    threadId: id,
  }),
  z.object({
    do: z.literal('say'),
    chatId: id,
    userId: id,
    text: z.string().exactOptional(),
    entities: entities.exactOptional(),
    media: media.exactOptional(),
    replyTo: id.exactOptional(),
    groupId: z.string().min(1).exactOptional(),
  }),
  z.object({ do: z.literal('forward'), fromChatId: id, messageId: id, chatId: id, userId: id }),
  z.object({
    do: z.literal('press'),
    chatId: id,
    userId: id,
    messageId: id,
    button: z.union([z.string(), z.object({ row: z.number().int(), column: z.number().int() })]),
    inaccessible: z.boolean().exactOptional(),
  }),
  z.object({
    do: z.literal('shareChat'),
    userId: id,
    messageId: id,
    button: z.string(),
    sharedChatId: id,
  }),
  z.object({
    do: z.literal('shareUsers'),
    userId: id,
    messageId: id,
    button: z.string(),
    sharedUserIds: z.array(id).min(1),
  }),
  z.object({
    do: z.literal('startGroup'),
    chatId: id,
    userId: id,
    payload: z.string().exactOptional(),
    asAdmin: z.boolean().exactOptional(),
    rights: rights.exactOptional(),
  }),
  z.object({ do: z.literal('inlineMode'), on: z.boolean(), feedback: z.boolean() }),
  z.object({
    do: z.literal('inlineQuery'),
    chatId: id,
    userId: id,
    query: z.string().max(256),
    offset: z.string().exactOptional(),
  }),
  z.object({ do: z.literal('chooseInline'), queryId: z.string(), resultId: z.string() }),
  z.object({ do: z.literal('menu'), chatId: id, userId: id }),
  z.object({
    do: z.literal('react'),
    chatId: id,
    userId: id,
    messageId: id,
    emoji: z.string().nullable(),
    anonymous: z.boolean().exactOptional(),
  }),
  z.object({ do: z.literal('migrate'), chatId: id, byUserId: id }),
  z.object({ do: z.literal('start'), userId: id, payload: z.string().exactOptional() }),
  z.object({
    do: z.literal('addBot'),
    chatId: id,
    byUserId: id,
    asAdmin: z.boolean().exactOptional(),
    rights: rights.exactOptional(),
  }),
  z.object({ do: z.literal('removeBot'), chatId: id, byUserId: id }),
  z.object({ do: z.enum(['promoteBot', 'restrictBot']), chatId: id, byUserId: id, rights }),
  z.object({ do: z.enum(['join', 'leave']), chatId: id, userId: id }),
  z.object({ do: z.literal('joinByLink'), chatId: id, userId: id, link: z.string() }),
  z.object({ do: z.literal('restrict'), chatId: id, userId: id, byUserId: id, rights }),
  z.object({ do: z.enum(['promote', 'demote']), chatId: id, userId: id, byUserId: id }),
  z.object({ do: z.literal('deleteMessage'), chatId: id, messageId: id, byUserId: id }),
  z.object({ do: z.enum(['blockBot', 'unblockBot']), userId: id }),
  z.object({ do: z.literal('advance'), ms: z.number().int().nonnegative() }),
  z.object({ do: z.literal('fault'), fault }),
  z.object({ do: z.literal('clearFaults') }),
  z.object({ do: z.literal('limits'), limits: z.literal(['off', 'buckets', 'queue']) }),
  z.object({ do: z.literal('reset') }),
]);

/** Reads a command from outside. Throws a refusal that names the field that is wrong. */
export function readCommand(body: string): SimCommand {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw badRequest('a command is JSON');
  }
  const read = command.safeParse(value);
  // Entities are looser here than Telegram's union of them; storing them refuses unknown types.
  if (read.success) return read.data as SimCommand;
  const issue = read.error.issues[0];
  throw badRequest(`command field "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'is wrong'}`);
}
