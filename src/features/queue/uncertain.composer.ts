import type { Actor } from '@common/actor.js';
import { say, t } from '@common/i18n/index.js';
import { isId, type OutageId, type PostId } from '@common/ids.js';
import type { ScheduledPost } from '@common/models/index.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import { button, onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { homeButton } from '../../telegram/home-button.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Notifications } from '../notifications/index.js';
import { type ConfirmDeps, createConfirmDialog } from './confirm-post.conversation.js';
import { HELD_CARD } from './outages.js';
import { NEEDS_PERSON } from './post.rules.js';
import { postsOfOutage } from './probe.repo.js';
import { type PostLine, postLabel } from './queue.view.js';
import type { UncertainDecisions } from './uncertain.service.js';

interface UncertainScreensDeps extends ConfirmDeps {
  decisions: UncertainDecisions;
  notifications: Pick<Notifications, 'define'>;
  door: DialogDoor;
  describe(post: ScheduledPost): Promise<PostLine>;
}

/** As many posts of an outage have a button on its card; the others stand under Needs you. */
const SHOWN = 20;

/** What a person does about posts of which nobody knows whether they were sent. */
export function createUncertainScreens(deps: UncertainScreensDeps) {
  const { decisions, door } = deps;
  const dialog = createConfirmDialog(deps);

  async function decide(
    ctx: TeamContext,
    id: string,
    work: (id: PostId) => Promise<Outcome<ScheduledPost>>,
  ): Promise<void> {
    if (!isId<PostId>(id)) return;
    const outcome = await work(id);
    await toast(ctx, isRefused(outcome) ? say(ctx.locale, outcome.refused) : t(ctx.locale, 'post-decided'));
    const post = await deps.find(id);
    if (post) await present(ctx, await deps.card(post, ctx.actor));
  }

  /** One card for all posts of an outage; it empties as they are decided. */
  async function outageScreen(posts: readonly ScheduledPost[], actor: Actor): Promise<Screen> {
    const { locale } = actor;
    const open = posts.filter(({ status }) => NEEDS_PERSON.includes(status));
    const lines = await Promise.all(open.slice(0, SHOWN).map(deps.describe));
    const rows = lines.map((line) => [
      button(`${postLabel(line, actor)} · ${line.campaign}`, 'post.open', line.post._id),
    ]);
    const count = posts.length;
    const text = t(locale, open.length > 0 ? 'held-card' : 'held-card-done', { count });
    return {
      body: FormattedString.join([
        FormattedString.bold(t(locale, 'held-card-title', { count })),
        '\n\n',
        text,
      ]),
      rows: [...rows, [homeButton(locale)]],
    };
  }

  deps.notifications.define(HELD_CARD, async (id, actor) => {
    const posts = isId<OutageId>(id) ? await postsOfOutage(id) : [];
    return posts.length > 0 ? outageScreen(posts, actor) : null;
  });

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  onPress(team, 'post.confirm', (ctx, { id, rev }) =>
    door.enter(ctx, dialog, { answers: { postId: id, postRev: rev } }),
  );
  onPress(team, 'post.again', (ctx, { id, rev }) =>
    decide(ctx, id, (of) => decisions.sendAgain(ctx.actor, of, rev)),
  );
  onPress(team, 'post.skip', (ctx, { id, rev }) =>
    decide(ctx, id, (of) => decisions.skip(ctx.actor, of, rev)),
  );

  return { composer, dialog };
}
