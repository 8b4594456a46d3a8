import type { Clock } from '@common/clock.js';
import { t } from '@common/i18n/index.js';
import type { UserId } from '@common/ids.js';
import { isRefused, refuse } from '@common/outcome.js';
import { formatMoment } from '@common/time.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step } from '../../telegram/dialog/dialog.js';
import type { Screen } from '../../telegram/screen.js';
import type { Members } from './members.service.js';
import { zonesLike } from './zone.rules.js';

/** As many fit below a question. */
const OFFERED = 6;

const answersSchema = z.object({ zones: z.array(z.string()).optional(), zone: z.string().optional() });
type Answers = z.infer<typeof answersSchema>;

interface ZoneDeps {
  members: Pick<Members, 'get' | 'setProfile'>;
  clock: Clock;
  card(userId: UserId): Promise<Screen>;
}

/** Typed as people say it; several that fit are offered with what the clock on the wall shows there. */
function zoneStep({ clock }: ZoneDeps): Step<Answers> {
  return {
    id: 'zone',
    ask: async ({ actor: { locale }, answers: { zones = [] } }) => ({
      body: { text: t(locale, zones.length > 0 ? 'profile-which-zone' : 'profile-ask-zone') },
      rows: zones.map((zone) => [
        { text: `${zone} · ${formatMoment(clock.now(), zone, locale)}`, value: zone },
      ]),
    }),
    async take(input) {
      const typed = input.kind === 'press' ? input.value : (input.message.text ?? '');
      const zones = zonesLike(typed, OFFERED);
      const [zone, ...others] = zones;
      if (!zone) return { complain: { key: 'profile-no-zone', args: { text: typed.slice(0, 60) } } };
      return others.length === 0 ? { next: { zone } } : { stay: { zones } };
    },
  };
}

export function createZoneDialog(deps: ZoneDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'zone',
    title: { key: 'profile-set-zone' },
    answers: answersSchema,
    steps: [zoneStep(deps)],
    async finish({ actor, answers: { zone } }) {
      const user = await deps.members.get(actor.userId);
      if (!user || !zone) return refuse({ key: 'refused-gone' });
      const outcome = await deps.members.setProfile(actor, user.rev, { timezone: zone });
      return isRefused(outcome) ? outcome : { ok: await deps.card(actor.userId) };
    },
  });
}
