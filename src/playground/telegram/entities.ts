import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './errors.js';
import type { Entities } from './schemas.js';

const KNOWN = new Set(
  [
    'mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler',
    'blockquote expandable_blockquote code pre text_link text_mention custom_emoji',
  ]
    .join(' ')
    .split(' '),
);

/** A link without https://, by the commonest endings; Telegram knows them all. */
const BARE_URL =
  /(?<![\w@.:/=-])(?:[\p{L}\d-]+\.)+(?:com|org|net|info|me|io|co|tv|app|dev|shop|store|site|online|club|bet|casino|xyz|eu|uk|de|fr|es|pt|br|it|pl|ru|ua)(?![\p{L}\d@-]|\.\p{L})(?:[/?#][^\s<>"']*[^\s<>"'.,!?)])?/gu;

/** What Telegram finds in a text by itself, and a sign without which there is none: most texts have few. */
const AUTOMATIC: [MessageEntity['type'], string, RegExp][] = [
  ['url', '://', /https?:\/\/[^\s<>"']+[^\s<>"'.,!?)]/g],
  ['url', '.', BARE_URL],
  ['bot_command', '/', /(?<=^|\s)\/[a-zA-Z0-9_]{1,32}(@\w+)?/g],
  ['mention', '@', /(?<=^|\s)@\w{4,32}/g],
  ['email', '@', /(?<=^|\s)[\w.+-]+@[\w-]+(\.[\w-]+)+/g],
  ['cashtag', '$', /(?<=^|\s)\$[A-Z]{1,8}\b/g],
  ['hashtag', '#', /(?<=^|\s)#[\p{L}\p{N}_]+/gu],
  ['phone_number', '+', /(?<=^|\s)\+\d(?:[ ()-]{0,2}\d){6,14}(?!\w)/g],
];

function overlaps(
  a: Pick<MessageEntity, 'offset' | 'length'>,
  b: Pick<MessageEntity, 'offset' | 'length'>,
): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

function automatic(text: string): MessageEntity[] {
  const found = AUTOMATIC.filter(([, sign]) => text.includes(sign)).flatMap(([type, , pattern]) =>
    [...text.matchAll(pattern)].map(
      (match) => ({ type, offset: match.index, length: match[0].length }) as MessageEntity,
    ),
  );
  return found.filter((one, index) => !found.slice(0, index).some((before) => overlaps(one, before)));
}

/** Cuts an entity to the text; offsets are UTF-16 code units, and what is empty is dropped (S2). */
function cut(entity: MessageEntity, text: string): MessageEntity[] {
  const offset = Math.max(0, entity.offset);
  const end = Math.min(text.length, entity.offset + entity.length);
  return end > offset ? [{ ...entity, offset, length: end - offset }] : [];
}

/** An entity that begins inside another and ends after it is cut in two, so that entities nest (S2). */
function nested(entities: MessageEntity[]): MessageEntity[] {
  const done: MessageEntity[] = [];
  const waiting = [...entities].sort(inOrder);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const entity = next;
    const end = entity.offset + entity.length;
    const border = done
      .map((other) => other.offset + other.length)
      .find((otherEnd) => entity.offset < otherEnd && otherEnd < end);
    if (border === undefined) {
      done.push(entity);
      continue;
    }
    waiting.push(
      { ...entity, length: border - entity.offset },
      { ...entity, offset: border, length: end - border },
    );
    waiting.sort(inOrder);
  }
  return done;
}

function inOrder(a: MessageEntity, b: MessageEntity): number {
  return a.offset - b.offset || b.length - a.length;
}

/** The entities of a text as Telegram would store them: the given ones, cut, and the automatic ones beside them. */
export function storedEntities(text: string, given: Entities | undefined): MessageEntity[] {
  for (const { type } of given ?? [])
    if (!KNOWN.has(type)) throw badRequest("can't parse MessageEntity: Unsupported type specified");
  const explicit = nested((given ?? []).flatMap((entity) => cut(entity as MessageEntity, text)));
  const found = automatic(text).filter((entity) => !explicit.some((other) => overlaps(entity, other)));
  return [...explicit, ...found].sort(inOrder);
}

/** Telegram takes white space from both ends; entities move along. */
export function trimmed(
  text: string,
  given: Entities | undefined,
): { text: string; entities: Entities | undefined } {
  const lead = text.length - text.trimStart().length;
  return {
    text: text.trim(),
    entities: given?.map((entity) => ({ ...entity, offset: entity.offset - lead })),
  };
}
