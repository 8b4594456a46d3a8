import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CreativeVersion, Media } from '../../../src/common/models/index.js';
import { compose, problemOfLength } from '../../../src/features/creatives/compose.rules.js';

const photo: Media = {
  kind: 'photo',
  fileId: 'file',
  fileUniqueId: 'unique',
  size: 1,
  width: 1,
  height: 1,
  duration: null,
  spoiler: false,
  originalId: null,
};
const extras = {
  label: 'Ad · 18+',
  marker: { text: 'Ad ⓘ', data: 'ad.who:x:0', url: 'https://t.me/herald?start=a_x' },
  cover: false,
  silent: false,
};

function version(text: string, media: Media[] = []): CreativeVersion {
  return { text, entities: [], media, buttons: [], createdAt: new Date(0) };
}

function textOf(payload: ReturnType<typeof compose>): string {
  return payload.method === 'sendMessage' ? payload.text : payload.caption;
}

describe('the label', () => {
  it('stands below the text, and alone where there is none', () => {
    expect(textOf(compose(version('Come in'), extras))).toBe('Come in\n\nAd · 18+');
    expect(textOf(compose(version('', [photo]), extras))).toBe('Ad · 18+');
  });

  it('moves no entity, and is one itself', () => {
    const bold = { type: 'bold' as const, offset: 0, length: 2 };
    const payload = compose({ ...version('🎃 in'), entities: [bold] }, extras);
    expect(payload.method === 'sendMessage' && payload.entities).toEqual([
      bold,
      { type: 'italic', offset: 7, length: 8 },
    ]);
  });
});

it.each([
  ['a text', [] as Media[], 4096],
  ['a caption', [photo], 1024],
  ['the caption of an album', [photo, photo], 1024],
])('lets %s through exactly when Telegram would, label included', (_, media, max) => {
  const length = fc.integer({ min: max - 30, max: max + 30 });
  fc.assert(
    fc.property(length, fc.constantFrom('a', 'я', 'א'), (count, letter) => {
      const one = version(letter.repeat(count), media);
      expect(problemOfLength(one, extras.label) === null).toBe(textOf(compose(one, extras)).length <= max);
    }),
  );
});

it('names the room that is left for the text', () => {
  expect(problemOfLength(version('x'.repeat(1025), [photo]), extras.label)).toEqual({
    key: 'creative-too-long',
    args: { length: 1025, room: 1014 },
  });
});

it('covers media that must be covered, and what the creative covers itself', () => {
  const covered = (media: Media, cover: boolean) => {
    const payload = compose(version('', [media]), { ...extras, cover });
    return 'has_spoiler' in payload && payload.has_spoiler;
  };
  expect(covered(photo, false)).toBe(false);
  expect(covered(photo, true)).toBe(true);
  expect(covered({ ...photo, spoiler: true }, false)).toBe(true);
});

it('ends with the marker, below the creative’s own buttons', () => {
  const own = [{ text: 'Visit', url: 'https://example.com' }];
  const payload = compose({ ...version('x'), buttons: [own] }, extras);
  const keyboard = [own, [{ text: 'Ad ⓘ', callback_data: 'ad.who:x:0' }]];
  expect(payload).toMatchObject({ reply_markup: { inline_keyboard: keyboard } });
});

describe('an album', () => {
  const video: Media = { ...photo, kind: 'video', fileId: 'clip', spoiler: true };
  const buttons = [
    [
      { text: 'Visit', url: 'https://a.example' },
      { text: 'Ask', url: 'https://b.example' },
    ],
    [{ text: 'More 🎃', url: 'https://c.example' }],
  ];

  /** What each link of a caption stands on. */
  function linksIn(payload: ReturnType<typeof compose>): string[] {
    if (payload.method !== 'sendMediaGroup') throw new Error('no album');
    return payload.caption_entities.flatMap((entity) => {
      const on = payload.caption.slice(entity.offset, entity.offset + entity.length);
      return entity.type === 'text_link' ? [`${on} → ${entity.url}`] : [];
    });
  }

  it('has links below its text in place of buttons, and its marker on the label', () => {
    const payload = compose({ ...version('Come in', [photo, video]), buttons }, extras);
    expect(textOf(payload)).toBe('Come in\n\nVisit · Ask\nMore 🎃\n\nAd · 18+ ⓘ');
    expect(linksIn(payload)).toEqual([
      'Visit → https://a.example',
      'Ask → https://b.example',
      'More 🎃 → https://c.example',
      'Ad · 18+ ⓘ → https://t.me/herald?start=a_x',
    ]);
  });

  it('covers all its items, or those that the creative covers itself', () => {
    const spoilers = (cover: boolean) => {
      const payload = compose(version('', [photo, video]), { ...extras, cover });
      return payload.method === 'sendMediaGroup' && payload.items.map(({ has_spoiler }) => has_spoiler);
    };
    expect(spoilers(true)).toEqual([true, true]);
    expect(spoilers(false)).toEqual([false, true]);
  });

  it('has no more room for text than its links and label leave', () => {
    const full = { ...version('x'.repeat(1024 - 33), [photo, video]), buttons };
    expect(problemOfLength(full, extras.label)).toBeNull();
    expect(problemOfLength({ ...full, text: `${full.text}x` }, extras.label)).toEqual({
      key: 'creative-too-long',
      args: { length: 992, room: 991 },
    });
  });
});

it('says that it is silent only where it is', () => {
  for (const one of [version('x'), version('x', [photo]), version('x', [photo, photo])]) {
    expect(compose(one, extras)).not.toHaveProperty('disable_notification');
    expect(compose(one, { ...extras, silent: true })).toMatchObject({ disable_notification: true });
  }
});
