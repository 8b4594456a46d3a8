import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { say, t } from '@common/i18n/index.js';
import { type CreativeId, isId, type PostId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import { button, onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { backRow } from '../../telegram/home-button.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import { createMoveDialog } from './move-post.conversation.js';
import type { PostDecisions } from './post-decisions.service.js';
import { postTraceScreen } from './post-trace.view.js';
import { findPost } from './scheduled-post.repo.js';

export interface PostDecisionDeps {
  decisions: PostDecisions;
  clock: Clock;
  door: DialogDoor;
  /** What may stand in the campaign's posts. */
  creativesFor(post: ScheduledPost): Promise<{ id: CreativeId; label: string }[]>;
  card(post: ScheduledPost, actor: Actor): Promise<Screen>;
}

/** Ids have 24 digits: two of them fit where others have one. */
const ID_LENGTH = 24;

/** The screens of what a person may decide about one post. */
export function createPostDecisionScreens(deps: PostDecisionDeps) {
  const { decisions, door, card } = deps;
  const moveDialog = createMoveDialog(deps);

  async function show(ctx: TeamContext, id: string, draw: (post: ScheduledPost) => Promise<Screen>) {
    const post = isId<PostId>(id) ? await findPost(id) : null;
    if (post) await present(ctx, await draw(post));
    else await toast(ctx, t(ctx.locale, 'refused-gone'));
  }

  async function decide(ctx: TeamContext, id: string, work: (id: PostId) => Promise<Outcome<ScheduledPost>>) {
    if (!isId<PostId>(id)) return;
    const outcome = await work(id);
    await toast(ctx, isRefused(outcome) ? say(ctx.locale, outcome.refused) : t(ctx.locale, 'post-decided'));
    await show(ctx, id, (post) => card(post, ctx.actor));
  }

  async function pickCreative(post: ScheduledPost, { locale }: Actor): Promise<Screen> {
    const creatives = await deps.creativesFor(post);
    return {
      body: FormattedString.join([
        FormattedString.bold(t(locale, 'post-swap')),
        '\n\n',
        t(locale, 'post-swap-ask'),
      ]),
      rows: [
        ...creatives.map(({ id, label }) => [
          button(`${id === post.creativeId ? '✅ ' : ''}${label}`, 'post.swap', post._id + id, post.rev),
        ]),
        backRow(locale, 'post.open', post._id),
      ],
    };
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'post.why', (ctx, { id }) => show(ctx, id, async (post) => postTraceScreen(post, ctx.actor)));
  onPress(team, 'post.retry', (ctx, { id, rev }) =>
    decide(ctx, id, (of) => decisions.retry(ctx.actor, of, rev)),
  );
  onPress(team, 'post.override', (ctx, { id, rev }) =>
    decide(ctx, id, (of) => decisions.override(ctx.actor, of, rev)),
  );
  onPress(team, 'post.move', (ctx, { id, rev }) =>
    door.enter(ctx, moveDialog, { answers: { postId: id, postRev: rev } }),
  );
  onPress(team, 'post.creatives', (ctx, { id }) => show(ctx, id, (post) => pickCreative(post, ctx.actor)));
  onPress(team, 'post.swap', async (ctx, { id, rev }) => {
    const creativeId = id.slice(ID_LENGTH);
    if (!isId<CreativeId>(creativeId)) return;
    await decide(ctx, id.slice(0, ID_LENGTH), (of) => decisions.swap(ctx.actor, of, rev, creativeId));
  });

  return { composer, dialog: moveDialog };
}
