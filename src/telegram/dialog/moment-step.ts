import type { Clock } from '@common/clock.js';
import { instantOf } from '@common/time.js';
import { calendarButton, calendarRows, readCalendar } from '../calendar.view.js';
import { readTypedTime } from '../typed-time.js';
import type { Scene, Step } from './dialog.js';

/** A moment (ms, UTC), and which page of the calendar is open while it is looked for ('' for none). */
interface MomentAnswers {
  dueAt: number;
  view: string;
}

interface Shortcut {
  text: string;
  /** ms, UTC */
  at: number;
}

interface MomentOptions<Answers> {
  clock: Clock;
  ask(scene: Scene<Answers>): Promise<string>;
  shortcuts(scene: Scene<Answers>): Promise<Shortcut[]>;
}

/** Asks for a moment that is still to come: by shortcuts, in a calendar with half hours, or typed. */
export function momentStep<Answers extends MomentAnswers>({
  clock,
  ask,
  shortcuts,
}: MomentOptions<Answers>): Step<Answers> {
  const given = (part: Partial<MomentAnswers>) => part as Partial<Answers>;
  return {
    id: 'time',
    async ask(scene) {
      const { locale, timezone } = scene.actor;
      const body = { text: await ask(scene) };
      const { view = '' } = scene.answers;
      if (view !== '')
        return { body, rows: calendarRows(view, { now: clock.now(), zone: timezone, locale }) };
      const offered = (await shortcuts(scene)).map(({ text }, index) => ({ text, value: `s${index}` }));
      const calendar = calendarButton({ now: clock.now(), zone: timezone, locale });
      return { body, rows: [offered, [calendar]] };
    },
    async take(input, scene) {
      const { timezone } = scene.actor;
      const now = clock.now();
      if (input.kind === 'press') {
        const shortcut = (await shortcuts(scene))[Number(/^s(\d)$/.exec(input.value)?.[1] ?? NaN)];
        if (shortcut) return { next: given({ dueAt: shortcut.at, view: '' }) };
        const picked = readCalendar(input.value);
        if (!picked) return { complain: { key: 'expects-button' } };
        if ('view' in picked) return { stay: given({ view: picked.view }) };
        const at = instantOf(picked.local, timezone);
        return at > now ? { next: given({ dueAt: at, view: '' }) } : { complain: { key: 'time-passed' } };
      }
      const text = input.message.text ?? '';
      const read = readTypedTime(text, { now, zone: timezone });
      if ('local' in read) return { next: given({ dueAt: instantOf(read.local, timezone), view: '' }) };
      return { complain: { key: `time-${read.unclear}`, args: { text: text.slice(0, 60) } } };
    },
  };
}
