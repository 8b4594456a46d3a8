import type { Actor } from '@common/actor.js';
import type { Stray, StrayId } from '@common/db/collections/index.js';
import { say, t } from '@common/i18n/index.js';
import { isId, type UserId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { Composer } from 'grammy';
import { button, onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { Panel } from '../../telegram/panel.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Notifications } from '../notifications/index.js';
import type { PostLine } from './queue.view.js';
import { findPost } from './scheduled-post.repo.js';
import { findStray, openStrays } from './stray.repo.js';
import { STRAY_CARD, type Strays } from './stray.service.js';
import { strayScreen } from './stray.view.js';

interface StrayScreensDeps {
  strays: Strays;
  notifications: Pick<Notifications, 'define'>;
  nameOf(userId: UserId): Promise<string | undefined>;
  describe(post: ScheduledPost): Promise<PostLine>;
  linkTo(post: ScheduledPost): Promise<string | undefined>;
}

const SHOWN = 10;

/** The screens of ads that may stand twice. */
export function createStrayScreens({ strays, notifications, nameOf, describe, linkTo }: StrayScreensDeps) {
  const load = async (id: string) => (isId<StrayId>(id) ? await findStray(id) : null);

  async function screenOf(stray: Stray, actor: Actor): Promise<Screen> {
    const { postId, chatId, messageId, settledBy } = stray;
    const post = await findPost(postId);
    const line = post && (await describe(post));
    const link = post ? await linkTo({ ...post, chatId, messageId }) : undefined;
    const decider = (settledBy && (await nameOf(settledBy))) || '—';
    return strayScreen(
      { stray, campaign: line?.campaign ?? '—', group: line?.group ?? '—', link, decider },
      actor,
    );
  }

  notifications.define(STRAY_CARD, async (id, actor) => {
    const stray = await load(id);
    return stray && screenOf(stray, actor);
  });

  async function open(ctx: TeamContext, id: string): Promise<void> {
    const stray = await load(id);
    if (stray) await present(ctx, await screenOf(stray, ctx.actor));
    else await toast(ctx, t(ctx.locale, 'refused-gone'));
  }

  async function decide(
    ctx: TeamContext,
    id: string,
    work: (id: StrayId) => Promise<Outcome<Stray>>,
  ): Promise<void> {
    if (!isId<StrayId>(id)) return;
    const outcome = await work(id);
    if (isRefused(outcome)) await toast(ctx, say(ctx.locale, outcome.refused));
    else {
      const { trouble, outcome: how } = outcome.ok;
      const told = trouble ?? ({ key: how === 'kept' ? 'stray-kept' : 'stray-deleted' } as const);
      await toast(ctx, say(ctx.locale, told));
    }
    await open(ctx, id);
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'stray.open', (ctx, { id }) => open(ctx, id));
  onPress(team, 'stray.delete', (ctx, { id }) => decide(ctx, id, (of) => strays.remove(ctx.actor, of)));
  const ways = { 'stray.keep': 'kept', 'stray.gone': 'by-hand' } as const;
  for (const verb of ['stray.keep', 'stray.gone'] as const)
    onPress(team, verb, (ctx, { id, rev }) =>
      decide(ctx, id, (of) => strays.settle(ctx.actor, of, rev, ways[verb])),
    );

  /** Above the posts that need somebody. */
  const panel: Panel<null> = async (_, { locale }) => {
    const rows = (await openStrays(SHOWN)).map(async ({ _id, postId }) => {
      const post = await findPost(postId);
      const group = post ? (await describe(post)).group : '—';
      return [button(t(locale, 'stray-line', { group }), 'stray.open', _id)];
    });
    return { lines: [], rows: await Promise.all(rows) };
  };
  return { composer, panel };
}
