import type { Actor } from '@common/actor.js';
import { say, t } from '@common/i18n/index.js';
import { type CreativeId, isId } from '@common/ids.js';
import type { Creative, CreativeVersion } from '@common/models/index.js';
import { isRefused } from '@common/outcome.js';
import { type Api, Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { pageOf } from '../../telegram/pager.js';
import { createPanelSlot } from '../../telegram/panel.js';
import { present, type Screen, sendScreen, toast } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';
import { adMarker } from './ad-marker.rules.js';
import { compose } from './compose.rules.js';
import { createCreativeDialog } from './create-creative.conversation.js';
import { type CreativeService, newestVersion } from './creative.service.js';
import { creativeListScreen, creativeScreen } from './creative.view.js';
import { createCreativeLanguages } from './creative-languages.js';
import { beginContent } from './incoming-content.js';
import { sendPayload } from './send-payload.js';

interface CreativeScreensDeps {
  creatives: CreativeService;
  api: Api;
  door: DialogDoor;
  /** The disclosure that posts carry. */
  label(): Promise<string>;
  botUsername(): string;
}

/** A text this short is small talk, not an advertisement; one with a link is meant. */
const SHORT_TEXT = 20;

export function createCreativeScreens({ creatives, api, door, label, botUsername }: CreativeScreensDeps) {
  const panels = createPanelSlot<Creative>();

  async function preview(chatId: number, version: Omit<CreativeVersion, 'createdAt'>): Promise<void> {
    const payload = compose(
      { ...version, createdAt: new Date(0) },
      {
        label: await label(),
        marker: adMarker('preview', botUsername()),
        cover: false,
        silent: false,
      },
    );
    await sendPayload(api, chatId, payload);
  }

  async function card(id: CreativeId, actor: Actor): Promise<Screen> {
    const creative = await creatives.get(id);
    if (!creative) return { body: { text: t(actor.locale, 'refused-gone') }, rows: [] };
    return creativeScreen(creative, actor, await panels.draw(creative, actor));
  }

  const dialog = createCreativeDialog({ creatives, label, preview, card });

  const languages = createCreativeLanguages({ creatives, door, card });
  panels.add(languages.panel);

  async function openList(ctx: TeamContext, page: number): Promise<void> {
    await present(ctx, creativeListScreen(pageOf(await creatives.list(), page), ctx.actor));
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  composer.use(languages.composer);
  onPress(team, 'creative.list', (ctx, { id }) => openList(ctx, Number(id) || 0));
  onPress(team, 'creative.new', (ctx) => door.enter(ctx, dialog));
  onPress(team, 'creative.open', async (ctx, { id }) => {
    if (isId<CreativeId>(id)) await present(ctx, await card(id, ctx.actor));
  });
  onPress(team, 'creative.preview', async (ctx, { id }) => {
    const creative = isId<CreativeId>(id) ? await creatives.get(id) : null;
    if (!creative) return toast(ctx, t(ctx.locale, 'refused-gone'));
    await preview(ctx.actor.telegramId, newestVersion(creative));
    // The card of what is shown stands below it.
    await sendScreen(api, ctx.actor.telegramId, await card(creative._id, ctx.actor));
  });
  onPress(team, 'creative.archive', async (ctx, { id, rev }) => {
    if (!isId<CreativeId>(id)) return;
    const outcome = await creatives.archive(ctx.actor, id, rev);
    await toast(
      ctx,
      isRefused(outcome) ? say(ctx.locale, outcome.refused) : t(ctx.locale, 'creative-archived'),
    );
    await present(ctx, await card(id, ctx.actor));
  });

  /** What a member sends outside any dialog is a creative from its first message on. */
  const fastLane = new Composer<HeraldContext>();
  fastLane
    .filter(isTeam)
    .chatType('private')
    .on('message', async (ctx, next) => {
      const { text } = ctx.message;
      if (text?.startsWith('/') || (text !== undefined && text.length < SHORT_TEXT && !text.includes('://')))
        return next();
      const begun = beginContent(ctx.message, await label());
      if ('complain' in begun)
        return door.enter(ctx, dialog, { complaint: begun.complain, answers: begun.note });
      await door.enter(ctx, dialog, { answers: { ...begun.answers }, step: 'buttons' });
    });

  const section: Section = {
    id: 'creatives',
    label: { key: 'section-creatives' },
    open: (ctx) => openList(ctx, 0),
  };
  return { composer, fastLane, section, dialogs: [dialog, languages.dialog], panels };
}
