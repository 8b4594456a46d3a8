import { badRequest } from './errors.js';
import type { Entities } from './schemas.js';

/** Which entity each tag makes. */
const TAGS: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
};

const CHARACTERS: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function unescaped(text: string): string {
  return text.replace(/&(?:(lt|gt|amp|quot)|#(\d+)|#x([\da-f]+));/gi, (_all, name, decimal, hex) =>
    name
      ? (CHARACTERS[name.toLowerCase()] ?? '')
      : String.fromCodePoint(parseInt(hex ?? decimal, hex ? 16 : 10)),
  );
}

function cannot(why: string): Error {
  return badRequest(`can't parse entities: ${why}`);
}

/** Reads Telegram's HTML; what it can't read is refused with the offset in bytes (S2). */
export function parseHtml(html: string): { text: string; entities: Entities } {
  const entities: Entities = [];
  const open: { tag: string; offset: number; url: string | undefined }[] = [];
  let text = '';
  let done = 0;
  for (const match of html.matchAll(/<(\/?)([a-z-]*)((?:\s[^>]*)?)>|</gi)) {
    const at = Buffer.byteLength(html.slice(0, match.index));
    const [all, slash, name, attributes] = match;
    text += unescaped(html.slice(done, match.index));
    done = match.index + all.length;
    if (!name) throw cannot(`Unclosed start tag at byte offset ${at}`);
    const tag = name.toLowerCase();
    if (!slash) {
      if (!TAGS[tag]) throw cannot(`Unsupported start tag "${tag}" at byte offset ${at}`);
      const url = /href\s*=\s*"([^"]*)"|href\s*=\s*'([^']*)'/i.exec(attributes ?? '');
      open.push({ tag, offset: text.length, url: url?.[1] ?? url?.[2] });
      continue;
    }
    const last = open.pop();
    if (!last) throw cannot(`Unexpected end tag at byte offset ${at}`);
    if (last.tag !== tag)
      throw cannot(`Unmatched end tag at byte offset ${at}, expected "</${last.tag}>", found "</${tag}>"`);
    const entity = { type: TAGS[tag] ?? '', offset: last.offset, length: text.length - last.offset };
    if (tag !== 'a') entities.push(entity);
    else if (last.url) entities.push({ ...entity, url: unescaped(last.url) });
  }
  const unclosed = open.at(-1);
  if (unclosed) throw cannot(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  return { text: text + unescaped(html.slice(done)), entities };
}
