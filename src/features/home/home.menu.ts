import { createHash } from 'node:crypto';
import type { Actor } from '@common/actor.js';
import { say, t } from '@common/i18n/index.js';
import { Menu } from '@grammyjs/menu';
import { FormattedString } from '@grammyjs/parse-mode';
import { type HeraldContext, isTeam } from '../../telegram/context.js';
import type { RichText } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';

const PER_ROW = 2;

function visibleTo(sections: readonly Section[], actor: Actor): Section[] {
  return sections.filter((section) => section.visible?.(actor) ?? true);
}

async function labelOf(section: Section, actor: Actor): Promise<string> {
  const label = say(actor.locale, section.label);
  const count = (await section.count?.(actor)) ?? 0;
  return count > 0 ? `${label} (${count})` : label;
}

export interface HomeMenu {
  menu: Menu<HeraldContext>;
  /** Whether somebody presses at a place that their Home does not have: the plugin would break on it. */
  isMadeUp(ctx: HeraldContext): boolean;
}

const PLACE = /^home\/([^/]*)\/([^/]*)\//;
const HEX = /^[0-9a-f]{1,2}$/;

/**
 * Home: the sections in rows of two. The menu plugin compares fingerprints by a lossy hash, in which plain strings
 * collide; a SHA-1 does not.
 */
export function createHomeMenu(sections: readonly Section[]): HomeMenu {
  const seenBy = (ctx: HeraldContext) => (isTeam(ctx) ? visibleTo(sections, ctx.actor) : []);
  const shape = (ctx: HeraldContext) =>
    isTeam(ctx) ? `${ctx.actor.role}|${ctx.actor.locale}|${seenBy(ctx).map(({ id }) => id)}` : '';
  const menu = new Menu<HeraldContext>('home', {
    fingerprint: (ctx) => createHash('sha1').update(shape(ctx)).digest('hex'),
    onMenuOutdated: (ctx) =>
      ctx.answerCallbackQuery({ text: t(ctx.locale, 'stale-button') }).then(() => undefined),
  });
  menu.dynamic(async (ctx, range) => {
    if (!isTeam(ctx)) return;
    for (const [index, section] of seenBy(ctx).entries()) {
      range.text(await labelOf(section, ctx.actor), async (pressed) => {
        if (isTeam(pressed)) await section.open(pressed);
      });
      if (index % PER_ROW === PER_ROW - 1) range.row();
    }
  });
  return {
    menu,
    isMadeUp(ctx) {
      const [, row, column] = PLACE.exec(ctx.callbackQuery?.data ?? '') ?? [];
      if (row === undefined || column === undefined) return false;
      const [y, x] = [row, column].map((place) => (HEX.test(place) ? Number.parseInt(place, 16) : NaN));
      const isPlace = x !== undefined && y !== undefined && x < PER_ROW;
      return !isPlace || !(y * PER_ROW + x < seenBy(ctx).length);
    },
  };
}

/** What stands above the buttons. `notice` is what cannot wait, e.g. that posting is stopped. */
export function homeText(actor: Actor, notices: readonly string[]): RichText {
  const head = FormattedString.bold(t(actor.locale, 'home-title', { name: actor.name }));
  return FormattedString.join([head, '\n\n', [...notices, t(actor.locale, 'home-hint')].join('\n\n')]);
}
