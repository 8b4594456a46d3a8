import type { Actor } from '@common/actor.js';
import { type Locale, type MessageKey, say, t } from '@common/i18n/index.js';
import type { RuleName, ScheduledPost } from '@common/models/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { backRow } from '../../telegram/home-button.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { postActions } from './queue.policy.js';

function traceLine({ rule, passed }: { rule: RuleName; passed: boolean }, locale: Locale): string {
  return `${passed ? '✓' : '✗'} ${t(locale, `rule-${rule}`)}`;
}

/** Reasons that are mended on the brand's card. */
const OF_THE_BRAND: ReadonlySet<MessageKey> = new Set([
  'why-brand-blocked',
  'why-brand-country',
  'why-brand-licence',
  'why-creator-unverified',
]);

/** Whether what kept the post back bears only on how much a group gets, so that an admin may override it once. */
function isOverridable({ reason }: ScheduledPost): boolean {
  return reason?.trace.at(-1)?.limiting === true;
}

/** Why a post was not sent, or waits: the reason, and every rule that was asked. */
export function postTraceScreen(post: ScheduledPost, actor: Actor): Screen {
  const { locale } = actor;
  const { _id, rev, reason } = post;
  const why = reason ? say(locale, reason.why) : t(locale, 'post-why-nothing');
  const lines = (reason?.trace ?? []).map((entry) => traceLine(entry, locale));
  const override: Button[][] =
    may(actor, postActions.override, post) && isOverridable(post)
      ? [[button(t(locale, 'post-override'), 'post.override', _id, rev)]]
      : [];
  const brand =
    reason && OF_THE_BRAND.has(reason.why.key)
      ? [[button(t(locale, 'brand-card'), 'brand.campaign', post.campaignId)]]
      : [];
  return {
    body: FormattedString.join([
      FormattedString.bold(t(locale, 'post-why')),
      '\n\n',
      [why, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n'),
    ]),
    rows: [...override, ...brand, backRow(locale, 'post.open', _id)],
  };
}
