const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Letters only, in small: "new york", "America/New_York" and "NEW-YORK" are one. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9+]/g, '');
}

/** IANA zones whose name or city begins with what was typed, then those that hold it; at most `max`. */
export function zonesLike(typed: string, max: number): string[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  const isExact = (zone: string) => plain(zone) === wanted || plain(cityOf(zone)) === wanted;
  const exact = ZONES.filter(isExact);
  if (exact.length > 0) return exact.slice(0, max);
  const begins = ZONES.filter((zone) => plain(cityOf(zone)).startsWith(wanted));
  const holds = ZONES.filter((zone) => plain(zone).includes(wanted) && !begins.includes(zone));
  return [...begins, ...holds].slice(0, max);
}

function cityOf(zone: string): string {
  return zone.split('/').at(-1) ?? zone;
}
