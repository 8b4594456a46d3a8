import { type Message, say } from '@common/i18n/index.js';
import { isRefused } from '@common/outcome.js';
import { Composer } from 'grammy';
import { button, onPress, type Verb } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { Panel } from '../../telegram/panel.js';
import { toast } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { type SettingsSwitch, settingsActions } from './settings.policy.js';
import type { SettingsService } from './settings.service.js';

interface SwitchOptions {
  settings: Pick<SettingsService, 'read' | 'setSwitch'>;
  name: SettingsSwitch;
  verb: Verb;
  /** What its button says while it is off and on, and what is said when it was pressed. */
  words: Record<'turnOn' | 'turnOff' | 'isOn' | 'isOff', Message>;
  /** Shows the screen anew on which the button stands. */
  onChanged?(ctx: TeamContext): Promise<void>;
}

/** A button with which admins turn something on or off for the whole bot. */
export function createSettingsSwitch({ settings, name, verb, words, onChanged }: SwitchOptions) {
  const composer = new Composer<HeraldContext>();
  onPress(composer.filter(isTeam), verb, async (ctx, { id }) => {
    const on = id === 'yes';
    const outcome = await settings.setSwitch(ctx.actor, name, on);
    await toast(ctx, say(ctx.locale, isRefused(outcome) ? outcome.refused : on ? words.isOn : words.isOff));
    await onChanged?.(ctx);
  });

  const panel: Panel<null> = async (_, actor) => {
    const { locale } = actor;
    if (!may(actor, settingsActions[name])) return { lines: [], rows: [] };
    const on = (await settings.read())[name];
    const offer = on
      ? button(say(locale, words.turnOff), verb, 'no')
      : button(say(locale, words.turnOn), verb, 'yes');
    return { lines: [], rows: [[offer]] };
  };
  return { composer, panel };
}
