import type { Actor } from '@common/actor.js';
import { say, t } from '@common/i18n/index.js';
import type { UserId } from '@common/ids.js';
import type { Settings } from '@common/models/index.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import { button, onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { DIALOG_CONVERSATION } from '../../telegram/dialog/dialog.conversation.js';
import { homeButton } from '../../telegram/home-button.js';
import { editScreen, present, type Screen, toast } from '../../telegram/screen.js';
import { LEAVE_VERB } from '../../telegram/ways-out.js';
import { may } from '../audit/index.js';
import { settingsActions } from './settings.policy.js';
import type { SettingsService } from './settings.service.js';

interface SettingsDeps {
  settings: SettingsService;
  nameOf(userId: UserId): Promise<string | undefined>;
  /** Resolves when no post whose intent was there before the stop can start its request any more. */
  quiet(): Promise<void>;
  /** Posts that had left before the stop, and which can't be held back any more. */
  onTheirWay(): Promise<number>;
  missed: MissedPosts;
}

/** What was due while posting was stopped. */
export interface MissedPosts {
  count(): Promise<{ inTime: number; late: number }>;
  /** Lets those go that are still in time. */
  run(): Promise<void>;
  /** None of them is sent. */
  skip(actor: Actor): Promise<Outcome<unknown>>;
}

export function createSettingsScreens(deps: SettingsDeps) {
  const { settings, nameOf, missed } = deps;

  async function stoppedLine({ stopped }: Settings, actor: Actor): Promise<string | undefined> {
    if (!stopped) return undefined;
    const name = (await nameOf(stopped.by)) ?? '—';
    const when = formatMoment(stopped.at.getTime(), actor.timezone, actor.locale);
    return t(actor.locale, 'settings-stopped', { name, when });
  }

  async function screenOf(state: Settings, actor: Actor): Promise<Screen> {
    const { locale } = actor;
    const line = await stoppedLine(state, actor);
    if (line === undefined)
      return { body: { text: t(locale, 'settings-running') }, rows: [[homeButton(locale)]] };
    const count = await deps.onTheirWay();
    const body = FormattedString.join([
      FormattedString.bold(line),
      '\n\n',
      t(locale, 'settings-on-their-way', { count }),
    ]);
    return {
      body,
      rows: [
        ...(may(actor, settingsActions.resume)
          ? [[button(t(locale, 'settings-resume'), 'settings.resume', '')]]
          : []),
        [homeButton(locale)],
      ],
    };
  }

  async function stop(ctx: TeamContext): Promise<void> {
    const outcome = await settings.stop(ctx.actor);
    if (isRefused(outcome)) return toast(ctx, say(ctx.locale, outcome.refused));
    const place = await present(ctx, { body: { text: t(ctx.locale, 'settings-stopping') }, rows: [] });
    await deps.quiet();
    await editScreen(ctx.api, place, await screenOf(outcome.ok, ctx.actor));
  }

  /** What was missed is not sent unasked: the moment that it was made for may be gone. */
  async function askOfMissed(ctx: TeamContext): Promise<boolean> {
    const { inTime, late } = await missed.count();
    if (inTime + late === 0 || !(await settings.read()).stopped) return false;
    const { locale } = ctx.actor;
    const run = button(t(locale, 'settings-resume-run', { count: inTime }), 'settings.resume', 'run');
    const skip = button(
      t(locale, 'settings-resume-skip', { count: inTime + late }),
      'settings.resume',
      'skip',
    );
    await present(ctx, {
      body: { text: t(locale, 'settings-missed', { inTime, late }) },
      rows: [...(inTime > 0 ? [[run]] : []), [skip], [homeButton(locale)]],
    });
    return true;
  }

  async function resume(ctx: TeamContext, how: string): Promise<void> {
    // Who may not resume is told so, and not asked how.
    const asks = how !== 'run' && how !== 'skip' && may(ctx.actor, settingsActions.resume);
    if (asks && (await askOfMissed(ctx))) return;
    const skipped = how === 'skip' ? await missed.skip(ctx.actor) : undefined;
    const outcome = skipped && isRefused(skipped) ? skipped : await settings.resume(ctx.actor);
    if (isRefused(outcome)) return toast(ctx, say(ctx.locale, outcome.refused));
    await missed.run();
    await present(ctx, await screenOf(outcome.ok, ctx.actor));
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  team.chatType('private').command('stop', async (ctx) => {
    const inDialog = ctx.conversation.active(DIALOG_CONVERSATION) > 0;
    if (!inDialog || !may(ctx.actor, settingsActions.stop)) return stop(ctx);
    const { locale } = ctx.actor;
    await present(ctx, {
      body: { text: t(locale, 'settings-stop-which') },
      rows: [
        [button(t(locale, 'settings-stop-all'), 'settings.stop', '')],
        [button(t(locale, 'settings-leave-dialog'), LEAVE_VERB, '')],
      ],
    });
  });
  team.chatType('private').command('resume', (ctx) => resume(ctx, ''));
  onPress(team, 'settings.stop', stop);
  onPress(team, 'settings.resume', (ctx, { id }) => resume(ctx, id));

  return {
    composer,
    /** What Home says of the state of posting. */
    async notices(actor: Actor): Promise<string[]> {
      const line = await stoppedLine(await settings.read(), actor);
      return line === undefined ? [] : [`⛔ ${line}`];
    },
  };
}
