import type { Dice } from './dice.js';

/** What somebody may answer at some step of some dialog. */
export const WORDS: readonly string[] = [
  ...['Autumn', 'Lucky', 'Hello', 'skip', 'https://lucky.example', 'https://lucky.example?a=1&b=2', '@lola'],
  ...['tomorrow 18:00', '2026-11-27 18:00', 'every day at 10 and 18', '0 9 * * 1', 'in 5 minutes', '25:99'],
  ...['100 EUR', '12.50', '-1', '0', '1e9 USD', '30%', '100', 'de, at, ch', 'de', 'xx', 'Europe/Paris'],
  ...['Golden days, read more: https://lucky.example', 'Read | https://lucky.example', '<b>Golden</b> days'],
  ...['https://t.me/c/1000000001/5', 'https://t.me/owls/5', 'x'.repeat(4_096), '💥'.repeat(40), '\ud800'],
  ...['\u0000', '\u202Etxt', '{"$gt":""}', '$where', '__proto__', '   '],
];

const CAPTIONS = ['Golden days', 'x'.repeat(1_024), '', '18+ <i>x</i>'];

/** A message's picture, video or something that is neither, alone or in an album. */
export function mediaOf({ pick, chance, throws }: Dice): Record<string, unknown> {
  const file = {
    file_id: `f${pick(['a', 'b', 'c'])}`,
    file_unique_id: 'u',
    file_size: pick([0, 1_000, 2 ** 31]),
  };
  const sized = { ...file, width: pick([0, 1, 1_280]), height: pick([1, 720, 100_000]) };
  const media = pick<Record<string, unknown>>([
    { photo: [sized, { ...sized, file_id: 'big' }] },
    { photo: [] },
    { video: { ...sized, duration: 10 } },
    { animation: { ...sized, duration: 1 }, document: file },
    { document: { ...file, mime_type: pick(['image/png', 'text/html', '']) } },
    { sticker: { ...sized, type: 'regular', is_animated: false, is_video: false } },
    { voice: { ...file, duration: 1 } },
    { location: { latitude: 0, longitude: 0 } },
    { poll: { id: '1', question: 'x', options: [] } },
  ]);
  return {
    ...media,
    ...(chance(0.6) && { caption: pick(CAPTIONS) }),
    ...(chance(0.3) && { media_group_id: String(Math.floor(throws() * 3)) }),
    ...(chance(0.2) && { has_media_spoiler: true }),
    ...(chance(0.2) && { caption_entities: [{ type: 'bold', offset: pick([0, 5, 9_999]), length: 3 }] }),
  };
}
