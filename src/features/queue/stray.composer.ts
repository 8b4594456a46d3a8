import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Stray, StrayId } from '@common/db/collections/index.js';
import { say, t } from '@common/i18n/index.js';
import { isId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import { formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { Composer, GrammyError } from 'grammy';
import { button, onPress, type Press } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { backRow } from '../../telegram/home-button.js';
import type { Panel } from '../../telegram/panel.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Act } from '../audit/index.js';
import { postActions } from './queue.policy.js';
import type { PostLine } from './queue.view.js';
import { findPost } from './scheduled-post.repo.js';
import { findStray, openStrays, settleStray } from './stray.repo.js';

interface StrayDeps {
  act: Act;
  clock: Clock;
  describe(post: ScheduledPost): Promise<PostLine>;
  linkTo(post: ScheduledPost): Promise<string | undefined>;
}

const SHOWN = 10;

/** Ads that stand although their post was settled otherwise: perhaps for the second time. */
export function createStrayScreens({ act, clock, describe, linkTo }: StrayDeps) {
  const load = async (id: string) => (isId<StrayId>(id) ? await findStray(id) : null);

  async function screenOf(stray: Stray, { locale, timezone }: Actor): Promise<Screen> {
    const post = await findPost(stray.postId);
    const line = post && (await describe(post));
    const link = post && (await linkTo({ ...post, chatId: stray.chatId, messageId: stray.messageId }));
    const when = formatMoment(stray.at.getTime(), timezone, locale);
    const body = FormattedString.join([
      FormattedString.bold(`${line?.campaign ?? '—'} · ${line?.group ?? '—'}`),
      '\n\n',
      t(locale, 'stray-card', { when }),
    ]);
    const act = [
      button(t(locale, 'stray-delete'), 'stray.delete', stray._id, stray.rev),
      button(t(locale, 'stray-keep'), 'stray.keep', stray._id, stray.rev),
    ];
    const open = link ? [[{ text: t(locale, 'post-show'), url: link }]] : [];
    return { body, rows: [...open, ...(stray.settledAt ? [] : [act]), backRow(locale, 'queue.needs', '0')] };
  }

  function settle(
    actor: Actor,
    id: StrayId,
    rev: number,
    what: 'deleteStray' | 'keepStray',
  ): Promise<Outcome<Stray>> {
    return act.change(actor, postActions[what], {
      rev,
      load: (tx) => findStray(id, tx),
      async change(tx, before) {
        const after = await settleStray(before, new Date(clock.now()), tx);
        return after ? done(after) : refuse({ key: 'refused-stale' });
      },
    });
  }

  /** Telegram refuses what is older than two days; what is gone is gone. */
  async function remove(
    ctx: TeamContext,
    { chatId, messageId }: Stray,
  ): Promise<'stray-deleted' | 'stray-by-hand'> {
    try {
      await ctx.api.deleteMessage(chatId, messageId);
      return 'stray-deleted';
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
      return error.description.includes('message to delete not found') ? 'stray-deleted' : 'stray-by-hand';
    }
  }

  async function decide(
    ctx: TeamContext,
    { id, rev }: Press,
    what: 'deleteStray' | 'keepStray',
  ): Promise<void> {
    if (!isId<StrayId>(id)) return;
    const outcome = await settle(ctx.actor, id, rev, what);
    if (isRefused(outcome)) return toast(ctx, say(ctx.locale, outcome.refused));
    const told = what === 'deleteStray' ? await remove(ctx, outcome.ok) : 'stray-kept';
    await toast(ctx, t(ctx.locale, told));
    await present(ctx, await screenOf(outcome.ok, ctx.actor));
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'stray.open', async (ctx, { id }) => {
    const stray = await load(id);
    if (stray) await present(ctx, await screenOf(stray, ctx.actor));
    else await toast(ctx, t(ctx.locale, 'refused-gone'));
  });
  onPress(team, 'stray.delete', (ctx, press) => decide(ctx, press, 'deleteStray'));
  onPress(team, 'stray.keep', (ctx, press) => decide(ctx, press, 'keepStray'));

  /** Above the posts that need somebody. */
  const panel: Panel<null> = async (_, { locale }) => {
    const strays = await openStrays(SHOWN);
    const rows = strays.map(async ({ _id, postId }) => {
      const post = await findPost(postId);
      const group = post ? (await describe(post)).group : '—';
      return [button(t(locale, 'stray-line', { group }), 'stray.open', _id)];
    });
    return { lines: [], rows: await Promise.all(rows) };
  };
  return { composer, panel };
}
