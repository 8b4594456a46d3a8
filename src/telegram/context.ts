import type { Actor } from '@common/actor.js';
import type { Locale } from '@common/i18n/index.js';
import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';

interface HeraldFlavor {
  /** The team member behind the update; undefined for strangers, members of groups and channels. */
  actor: Actor | undefined;
  /** The language of whoever is there, team or not. */
  locale: Locale;
}

export type HeraldContext = ConversationFlavor<Context & HeraldFlavor>;

/** A context that a team member's update brought. */
export type TeamContext = HeraldContext & { actor: Actor };

/** Narrows to updates of the team. */
export function isTeam(ctx: HeraldContext): ctx is TeamContext {
  return ctx.actor !== undefined;
}
