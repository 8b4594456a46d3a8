import { say, t } from '@common/i18n/index.js';
import { isId, type SessionId } from '@common/ids.js';
import type { User } from '@common/models/index.js';
import { isRefused } from '@common/outcome.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { Panel } from '../../telegram/panel.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import { OPENED_CARD, type Sessions } from './sessions.service.js';
import { loginScreen, openedScreen, sessionsPanel, sessionsScreen } from './sessions.view.js';

/** Where browsers reach the web pages, without a slash at its end. */
export interface WebAddress {
  url: string;
  isPublic: boolean;
}

interface SessionScreensDeps {
  sessions: Sessions;
  webAddress(): WebAddress;
}

/** From the chat into the browser, and the end of what is signed in there. */
export function createSessionScreens({ sessions, webAddress }: SessionScreensDeps) {
  async function openList(ctx: TeamContext): Promise<void> {
    await present(ctx, sessionsScreen(await sessions.list(ctx.actor), ctx.actor));
  }

  const composer = new Composer<HeraldContext>();
  const people = composer.filter(isTeam).chatType('private');
  onPress(people, 'session.link', async (ctx) => {
    const issued = await sessions.issueLink(ctx.actor);
    if (isRefused(issued)) return toast(ctx, say(ctx.locale, issued.refused));
    const { link, token } = issued.ok;
    const { url, isPublic } = webAddress();
    // Behind the #: browsers keep it to themselves, so no server's log and no preview ever has it.
    const login = { url: `${url}/login#${token}`, expiresAt: link.expiresAt, isPublic };
    return present(ctx, loginScreen(login, ctx.actor));
  });
  onPress(people, 'session.list', openList);
  onPress(people, 'session.revoke', async (ctx, { id }) => {
    const outcome = isId<SessionId>(id) ? await sessions.revoke(ctx.actor, id) : undefined;
    if (!outcome || isRefused(outcome)) await toast(ctx, t(ctx.locale, 'refused-gone'));
    else await toast(ctx, t(ctx.locale, 'session-revoked'));
    await openList(ctx);
  });
  onPress(people, 'session.revoke-all', async (ctx) => {
    const outcome = await sessions.revokeAll(ctx.actor);
    if (isRefused(outcome)) await toast(ctx, say(ctx.locale, outcome.refused));
    else await toast(ctx, t(ctx.locale, 'session-revoked'));
    await openList(ctx);
  });

  const profilePanel: Panel<User> = async (_user, actor) =>
    sessionsPanel((await sessions.list(actor)).length, actor);

  /** How the cards of this room look now. */
  const cards: Record<string, (id: string, actor: TeamContext['actor']) => Promise<Screen | null>> = {
    async [OPENED_CARD](id, actor) {
      const session = isId<SessionId>(id) ? await sessions.get(id) : null;
      return session && openedScreen(session, actor);
    },
  };
  return { composer, profilePanel, cards };
}
