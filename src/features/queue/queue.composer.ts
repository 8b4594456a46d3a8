import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { type MessageKey, say, t } from '@common/i18n/index.js';
import { type CampaignId, isId, type PostId } from '@common/ids.js';
import type { PostStatus, ScheduledPost } from '@common/models/index.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { Composer } from 'grammy';
import { onPress, type Press } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import { pageOf } from '../../telegram/pager.js';
import { createPanelSlot, type Panel } from '../../telegram/panel.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';
import { NEEDS_PERSON, ON_ITS_WAY } from './post.rules.js';
import type { QueueService } from './queue.service.js';
import { type PostLine, postLabel, postListScreen, postScreen } from './queue.view.js';
import { createQueueDays } from './queue-days.js';
import { countPosts, listPosts, postsOfCampaign } from './scheduled-post.repo.js';
import { countStrays } from './stray.repo.js';

/** More than anybody pages through; the list is for what comes next. */
const LISTED = 120;
const PANEL_POSTS = 3;
const OVER: readonly PostStatus[] = ['sent', 'failed', 'skipped', 'cancelled'];

/** The lists of posts that have a place on Home. */
const LISTS = {
  queue: { statuses: ON_ITS_WAY, order: 'soonest', verb: 'queue.list' },
  'needs-you': { statuses: NEEDS_PERSON, order: 'soonest', verb: 'queue.needs' },
  history: { statuses: OVER, order: 'latest', verb: 'queue.history' },
} as const;
type ListKind = keyof typeof LISTS;

export interface QueueScreensDeps {
  queue: QueueService;
  clock: Clock;
  /** The names that people know a post's parts by. */
  describe(post: ScheduledPost): Promise<PostLine>;
  /** Opens the post in its group, or the group where the post is not known to stand. */
  linkTo(post: ScheduledPost): Promise<string | undefined>;
}

export function createQueueScreens({ queue, clock, describe, linkTo }: QueueScreensDeps) {
  const panels = createPanelSlot<ScheduledPost>();
  /** What else waits for a person, above the posts; and what can be set about it, below. */
  const needsYou = createPanelSlot<null>();
  const needsYouSettings = createPanelSlot<null>();
  const days = createQueueDays(ON_ITS_WAY, describe);

  async function openList(ctx: TeamContext, page: number, kind: ListKind): Promise<void> {
    const { locale } = ctx.actor;
    const { statuses, order, verb } = LISTS[kind];
    const posts = await listPosts(statuses, order, LISTED);
    const { items, ...place } = pageOf(posts, page);
    const lines = await Promise.all(items.map(describe));
    const more = kind === 'needs-you' && {
      above: (await needsYou.draw(null, ctx.actor)).rows,
      below: (await needsYouSettings.draw(null, ctx.actor)).rows,
    };
    await present(
      ctx,
      postListScreen({ items: lines, ...place }, ctx.actor, {
        title: t(locale, `${kind}-title`),
        empty: t(locale, `${kind}-empty`),
        verb,
        ...(kind === 'queue' && { above: await days.rows(ctx.actor) }),
        ...more,
      }),
    );
  }

  async function cardOf(post: ScheduledPost, actor: Actor): Promise<Screen> {
    const panel = await panels.draw(post, actor);
    return postScreen(await describe(post), actor, clock.now(), { link: await linkTo(post), panel });
  }

  async function openPost(ctx: TeamContext, id: string): Promise<void> {
    const post = isId<PostId>(id) ? await queue.get(id) : null;
    if (!post) return toast(ctx, t(ctx.locale, 'refused-gone'));
    await present(ctx, await cardOf(post, ctx.actor));
  }

  function acting(
    work: (ctx: TeamContext, id: PostId, rev: number) => Promise<Outcome<ScheduledPost>>,
    success: MessageKey & `post-${string}ed`,
  ) {
    return async (ctx: TeamContext, { id, rev }: Press): Promise<void> => {
      if (!isId<PostId>(id)) return;
      const outcome = await work(ctx, id, rev);
      await toast(ctx, isRefused(outcome) ? say(ctx.locale, outcome.refused) : t(ctx.locale, success));
      await openPost(ctx, id);
    };
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  for (const kind of ['queue', 'needs-you', 'history'] as const)
    onPress(team, LISTS[kind].verb, (ctx, { id }) => openList(ctx, Number(id) || 0, kind));
  onPress(team, 'queue.day', async (ctx, { id }) => {
    const screen = await days.screen(id, ctx.actor);
    if (screen) await present(ctx, screen);
  });
  onPress(team, 'post.open', (ctx, { id }) => openPost(ctx, id));
  onPress(
    team,
    'post.cancel',
    acting((ctx, id, rev) => queue.cancel(ctx.actor, id, rev), 'post-cancelled'),
  );

  const countOf = async (kind: ListKind) =>
    (await countPosts(LISTS[kind].statuses)) + (kind === 'needs-you' ? await countStrays() : 0);

  const sectionOf = (kind: ListKind): Section => ({
    id: kind,
    label: { key: `section-${kind}` },
    // What is over is not waiting for anybody.
    ...(kind !== 'history' && { count: () => countOf(kind) }),
    open: (ctx) => openList(ctx, 0, kind),
  });

  /** On a campaign's card: what was last, and what is next. */
  const campaignPanel: Panel<{ _id: CampaignId }> = async ({ _id }, actor) => {
    const next = await postsOfCampaign(_id, [...ON_ITS_WAY, ...NEEDS_PERSON], 'soonest', PANEL_POSTS);
    // Asked second, so that a post that is settled in between is not missed by both.
    const last = await postsOfCampaign(_id, ['sent', 'failed', 'skipped'], 'latest', 1);
    const posts = new Map([...last, ...next].map((post) => [post._id, post]));
    const lines = await Promise.all([...posts.values()].map(describe));
    return {
      lines: lines.map((line) => postLabel(line, actor)),
      rows:
        next.length > 0
          ? [[{ text: t(actor.locale, 'section-queue'), callback_data: 'queue.list:0:0' }]]
          : [],
    };
  };

  return {
    composer,
    panels,
    card: cardOf,
    needsYou,
    needsYouSettings,
    sections: { queue: sectionOf('queue'), needsYou: sectionOf('needs-you'), history: sectionOf('history') },
    campaignPanel,
  };
}
