import { LOCALES, type Locale, t } from '@common/i18n/index.js';
import type { User } from '@common/models/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { homeButton } from '../../telegram/home-button.js';
import type { PanelPart } from '../../telegram/panel.js';
import type { Button, Screen } from '../../telegram/screen.js';

/** A language names itself. */
function languageRows({ locale, rev }: Pick<User, 'locale' | 'rev'>): Button[][] {
  if (LOCALES.length === 1) return [];
  return [
    LOCALES.map((one) => {
      const name = new Intl.DisplayNames(one, { type: 'language' }).of(one) ?? one;
      return button(`${one === locale ? '✅ ' : ''}${name}`, 'profile.locale', one, rev);
    }),
  ];
}

/** What a person sees of themselves, and may set; `now` is what their wall shows. */
export function profileScreen(user: User & { locale: Locale }, now: string, panel: PanelPart): Screen {
  const { locale, notify, rev } = user;
  const lines = [
    t(locale, `role-${user.role}`),
    t(locale, 'profile-zone', { zone: user.timezone, now }),
    t(locale, notify ? 'profile-notified' : 'profile-muted'),
    ...panel.lines,
  ];
  return {
    body: FormattedString.join([FormattedString.bold(user.name), '\n\n', lines.join('\n')]),
    rows: [
      [
        button(t(locale, 'profile-set-zone'), 'profile.zone', ''),
        button(t(locale, notify ? 'profile-mute' : 'profile-unmute'), 'profile.notify', '', rev),
      ],
      ...languageRows(user),
      ...panel.rows,
      [homeButton(locale)],
    ],
  };
}
