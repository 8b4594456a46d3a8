import { badRequest } from './errors.js';
import type { Entities } from './schemas.js';

/** What opens and closes an entity; of two that begin alike the longer comes first. */
const MARKS = [
  ['__', 'underline', 'Underline'],
  ['||', 'spoiler', 'Spoiler'],
  ['*', 'bold', 'Bold'],
  ['_', 'italic', 'Italic'],
  ['~', 'strikethrough', 'Strikethrough'],
] as const;
const RESERVED = '_*[]()~`>#+-=|{}.!';

interface Open {
  mark: string;
  type: string;
  /** As Telegram's errors call it. */
  name: string;
  /** Where it begins in the text that is left, and in the source. */
  offset: number;
  at: number;
}

function cannot(why: string): Error {
  return badRequest(`can't parse entities: ${why}`);
}

/** Reads Telegram's MarkdownV2; every reserved character that marks nothing must be escaped (S2). */
export function parseMarkdown(source: string): { text: string; entities: Entities } {
  const entities: Entities = [];
  const open: Open[] = [];
  let text = '';
  let quote: number | undefined;
  let at = 0;
  const bytes = (index: number) => Buffer.byteLength(source.slice(0, index));
  const atLineStart = () => at === 0 || source[at - 1] === '\n';

  function unended({ name, at: begun }: Pick<Open, 'name' | 'at'>): Error {
    return cannot(`Can't find end of ${name} entity at byte offset ${bytes(begun)}`);
  }

  /** What stands up to `end`, where only this and the backslash are special. */
  function raw(end: string, name: string, begun: number): string {
    let inner = '';
    for (; !source.startsWith(end, at); at += 1) {
      if (at >= source.length) throw unended({ name, at: begun });
      if (source[at] === '\\' && at + 1 < source.length) at += 1;
      inner += source[at];
    }
    at += end.length;
    return inner;
  }

  function readCode(): void {
    const begun = at;
    const isBlock = source.startsWith('```', at);
    at += isBlock ? 3 : 1;
    const inner = raw(isBlock ? '```' : '`', isBlock ? 'Pre' : 'Code', begun);
    const [, language, body = inner] = (isBlock && /^([\w+-]*)\n([\s\S]*)$/.exec(inner)) || [];
    const type = isBlock ? 'pre' : 'code';
    entities.push({ type, offset: text.length, length: body.length, ...(language && { language }) });
    text += body;
  }

  /** The end of a link's words: its address follows. */
  function closeLink(link: Open): void {
    at += 1;
    if (source[at] !== '(') throw unended(link);
    at += 1;
    const url = raw(')', 'Url', link.at);
    const { offset } = link;
    entities.push({ type: 'text_link', offset, length: text.length - offset, url });
  }

  function readMark([mark, type, name]: (typeof MARKS)[number]): void {
    const last = open.at(-1);
    if (last?.mark === mark) {
      open.pop();
      entities.push({ type, offset: last.offset, length: text.length - last.offset });
    } else open.push({ mark, type, name, offset: text.length, at });
    at += mark.length;
  }

  /** A quotation goes on while its lines begin with its mark. */
  function endQuote(): void {
    if (quote === undefined) return;
    entities.push({ type: 'blockquote', offset: quote, length: text.length - quote });
    quote = undefined;
  }

  function readPlain(): void {
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
    if (character === '\\' && at + 1 < source.length) {
      text += source[at + 1];
      at += 2;
      return;
    }
    if (RESERVED.includes(character))
      throw cannot(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
    if (character === '\n' && source[at + 1] !== '>') endQuote();
    text += character;
    at += character.length;
  }

  while (at < source.length) {
    const mark = MARKS.find(([sign]) => source.startsWith(sign, at));
    const link = open.at(-1);
    if (source[at] === '>' && atLineStart()) {
      quote ??= text.length;
      at += 1;
    } else if (source[at] === '`') readCode();
    else if (source[at] === '[') {
      open.push({ mark: '[', type: 'text_link', name: 'TextUrl', offset: text.length, at });
      at += 1;
    } else if (source[at] === ']' && link?.mark === '[') closeLink(open.pop() ?? link);
    else if (mark) readMark(mark);
    else readPlain();
  }
  endQuote();
  const unclosed = open.at(-1);
  if (unclosed) throw unended(unclosed);
  return { text, entities };
}
