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
import { present, type Screen, toast } from '../../telegram/screen.js';
import { LEAVE_VERB } from '../../telegram/ways-out.js';
import type { SettingsService } from './settings.service.js';

interface SettingsDeps {
  settings: SettingsService;
  nameOf(userId: UserId): Promise<string | undefined>;
  /** Posts whose intent was there before the stop, and which can't be held back any more. */
  onTheirWay(): Promise<number>;
  /** Told after posting was resumed. */
  onResumed(): Promise<void>;
}

export function createSettingsScreens({ settings, nameOf, onTheirWay, onResumed }: SettingsDeps) {
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
    const count = await onTheirWay();
    const body = FormattedString.join([
      FormattedString.bold(line),
      '\n\n',
      t(locale, 'settings-on-their-way', { count }),
    ]);
    return {
      body,
      rows: [[button(t(locale, 'settings-resume'), 'settings.resume', '')], [homeButton(locale)]],
    };
  }

  async function act(ctx: TeamContext, work: (actor: Actor) => Promise<Outcome<Settings>>): Promise<void> {
    const outcome = await work(ctx.actor);
    if (isRefused(outcome)) return toast(ctx, say(ctx.locale, outcome.refused));
    if (!outcome.ok.stopped) await onResumed();
    await present(ctx, await screenOf(outcome.ok, ctx.actor));
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  team.chatType('private').command('stop', async (ctx) => {
    if (ctx.conversation.active(DIALOG_CONVERSATION) === 0) return act(ctx, settings.stop);
    const { locale } = ctx.actor;
    await present(ctx, {
      body: { text: t(locale, 'settings-stop-which') },
      rows: [
        [button(t(locale, 'settings-stop-all'), 'settings.stop', '')],
        [button(t(locale, 'settings-leave-dialog'), LEAVE_VERB, '')],
      ],
    });
  });
  team.chatType('private').command('resume', (ctx) => act(ctx, settings.resume));
  onPress(team, 'settings.stop', (ctx) => act(ctx, settings.stop));
  onPress(team, 'settings.resume', (ctx) => act(ctx, settings.resume));

  return {
    composer,
    /** What Home says of the state of posting. */
    async notices(actor: Actor): Promise<string[]> {
      const line = await stoppedLine(await settings.read(), actor);
      return line === undefined ? [] : [`⛔ ${line}`];
    },
  };
}
