import { say, t } from '@common/i18n/index.js';
import { isRefused } from '@common/outcome.js';
import { Composer } from 'grammy';
import { button, onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam } from '../../telegram/context.js';
import type { Panel } from '../../telegram/panel.js';
import { toast } from '../../telegram/screen.js';
import type { SettingsService } from '../settings/index.js';

/** Whether Herald may send a silent message, deleted at once, to find out whether a post is there: for admins. */
export function createAskSilentlyScreens(settings: Pick<SettingsService, 'read' | 'setAsksSilently'>) {
  const composer = new Composer<HeraldContext>();
  onPress(composer.filter(isTeam), 'queue.asks', async (ctx, { id }) => {
    const on = id === 'yes';
    const outcome = await settings.setAsksSilently(ctx.actor, on);
    const text = isRefused(outcome)
      ? say(ctx.locale, outcome.refused)
      : t(ctx.locale, on ? 'asks-silently-yes' : 'asks-silently-no');
    await toast(ctx, text);
  });

  const panel: Panel<null> = async (_, { role, locale }) => {
    if (role !== 'admin') return { lines: [], rows: [] };
    const { asksSilently } = await settings.read();
    const offer = asksSilently
      ? button(t(locale, 'asks-silently-stop'), 'queue.asks', 'no')
      : button(t(locale, 'asks-silently-start'), 'queue.asks', 'yes');
    return { lines: [], rows: [[offer]] };
  };
  return { composer, panel };
}
