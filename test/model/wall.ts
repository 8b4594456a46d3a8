/** What a clock on the wall of a zone shows, minute by minute: the only way in which the reference model knows zones. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const two = '2-digit';
  const shape = { year: 'numeric', month: two, day: two, hour: two, minute: two, hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...shape });
  formats.set(zone, made);
  return made;
}

const shown = new Map<string, string>();

/** `2031-03-30T18:30:00` at an instant (ms, UTC). */
export function wallAt(instant: number, zone: string): string {
  const minute = Math.floor(instant / MINUTE);
  const key = `${minute} ${zone}`;
  const known = shown.get(key);
  if (known !== undefined) return known;
  const wall = `${formatOf(zone)
    .format(minute * MINUTE)
    .replace(' ', 'T')}:00`;
  shown.set(key, wall);
  return wall;
}

/** Forgets what was looked up; each run has days of its own. */
export function forgetWalls(): void {
  shown.clear();
}

/** Plain arithmetic on what a wall shows, which knows no zone. */
export function plusMinutes(wall: string, minutes: number): string {
  return new Date(Date.parse(`${wall}Z`) + minutes * MINUTE).toISOString().slice(0, 19);
}

/** Days since 1970 of a wall's date; 1970 began on a Thursday. */
export function dayOf(wall: string): number {
  return Date.parse(`${wall.slice(0, 10)}T00:00:00Z`) / DAY;
}

/** The Monday of a wall's week, as days since 1970. */
export function weekOf(wall: string): number {
  const day = dayOf(wall);
  return day - ((day + 3) % 7);
}

/** The first whole minute from `from` on, at most `within` ms later, of which it is true. */
export function firstMinute(
  from: number,
  within: number,
  isTrue: (minute: number) => boolean,
): number | undefined {
  for (let at = Math.ceil(from / MINUTE) * MINUTE; at <= from + within; at += MINUTE)
    if (isTrue(at)) return at;
  return undefined;
}
