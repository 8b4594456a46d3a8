import type { Actor } from '@common/actor.js';
import { say, t } from '@common/i18n/index.js';
import { asChatId, asTelegramUserId, type GroupId, isId } from '@common/ids.js';
import type { TelegramGroup } from '@common/models/index.js';
import { isRefused, type Outcome } from '@common/outcome.js';
import { shownName } from '@common/shown-name.js';
import { Composer, GrammyError } from 'grammy';
import type { Chat, ChatMember, User } from 'grammy/types';
import { onPress, type Press, type Verb } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { pageOf } from '../../telegram/pager.js';
import { createPanelSlot } from '../../telegram/panel.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';
import { may } from '../audit/index.js';
import type { Notifications } from '../notifications/index.js';
import type { SettingsService } from '../settings/index.js';
import { groupActions } from './group.policy.js';
import { rightsOf } from './group.rules.js';
import type { GroupService } from './group.service.js';
import { consentScreen, groupListScreen, groupScreen, troubleScreen } from './group.view.js';
import type { Outsider } from './group-changes.js';
import { type ChatFacts, PENDING_CARD } from './group-chat.service.js';
import { groupLimitsComposer } from './group-limits.composer.js';
import { createGroupPlaces } from './group-places.js';
import { TROUBLE_CARD } from './group-trouble.service.js';

interface GroupScreensDeps {
  groups: GroupService;
  notifications: Notifications;
  settings: Pick<SettingsService, 'read' | 'setLimits'>;
  /** Told when a group bears more or less: what waited for that may go. */
  onLimits(): Promise<void>;
  door: DialogDoor;
  botUsername(): string;
  /** How many posts wait for a group. */
  waitingFor(id: GroupId): Promise<number>;
}

const ABSENT: readonly ChatMember['status'][] = ['left', 'kicked'];

function factsOf(chat: Exclude<Chat, Chat.PrivateChat>): ChatFacts {
  const username = 'username' in chat && chat.username ? chat.username : null;
  return { chatId: asChatId(chat.id), title: shownName(chat.title), username, kind: chat.type };
}

/** Telegram refuses to tell of whom it does not know there. */
function unknownMember(error: unknown): undefined {
  if (!(error instanceof GrammyError)) throw error;
  return undefined;
}

function outsider(user: User): Outsider {
  return { telegramId: asTelegramUserId(user.id), name: shownName(user.first_name, user.last_name) };
}

/** What the chat itself tells: the bot comes, goes, gets rights; the chat's people give consent. */
function chatComposer({ groups }: GroupScreensDeps): Composer<HeraldContext> {
  const composer = new Composer<HeraldContext>();
  const inChat = composer.chatType(['group', 'supergroup', 'channel']);

  composer.on('my_chat_member', async (ctx, next) => {
    const { chat, from, old_chat_member: before, new_chat_member: now } = ctx.myChatMember;
    if (chat.type === 'private') return next();
    const rights = rightsOf(now, chat.type === 'channel');
    if (ABSENT.includes(now.status)) return void (await groups.left(asChatId(chat.id), outsider(from)));
    const known = await groups.byChat(asChatId(chat.id));
    const stayed = known && !ABSENT.includes(before.status);
    const group = stayed
      ? await groups.rightsChanged(asChatId(chat.id), rights, outsider(from))
      : await groups.joined(factsOf(chat), rights, outsider(from));
    // The question could not be put before the bot was allowed to write.
    const couldAsk = stayed && known.botRights.post;
    if (group?.status === 'consent' && rights.post && !couldAsk)
      await present(ctx, consentScreen(group, ctx.locale));
  });

  composer.on('message:migrate_to_chat_id', async (ctx, next) => {
    await groups.migrated(asChatId(ctx.chat.id), asChatId(ctx.message.migrate_to_chat_id));
    await next();
  });
  composer.on('message:migrate_from_chat_id', async (ctx, next) => {
    await groups.migrated(asChatId(ctx.message.migrate_from_chat_id), asChatId(ctx.chat.id));
    await next();
  });

  composer.on('message:forum_topic_reopened', async (ctx, next) => {
    await groups.reopened(asChatId(ctx.chat.id));
    await next();
  });

  /** A button in a group can be pressed by anybody in it: who may is asked of Telegram at each press. */
  async function mayDecide(ctx: HeraldContext): Promise<boolean> {
    const member =
      ctx.chat && ctx.from && (await ctx.api.getChatMember(ctx.chat.id, ctx.from.id).catch(unknownMember));
    if (member && ['creator', 'administrator'].includes(member.status)) return true;
    await toast(ctx, t(ctx.locale, 'group-consent-only-admins'));
    return false;
  }

  function consentPress(
    verb: Verb,
    act: (ctx: HeraldContext, by: Outsider) => Promise<TelegramGroup | undefined>,
  ): void {
    onPress(inChat, verb, async (ctx) => {
      if (!ctx.from || !(await mayDecide(ctx))) return;
      const group = await act(ctx, outsider(ctx.from));
      if (group) await present(ctx, consentScreen(group, ctx.locale));
    });
  }
  const chatIdOf = (ctx: HeraldContext) => asChatId(ctx.chat?.id ?? 0);

  consentPress('consent.adult', (ctx, by) => groups.toggle(chatIdOf(ctx), 'adult', by));
  consentPress('consent.gambling', (ctx, by) => groups.toggle(chatIdOf(ctx), 'gambling', by));
  consentPress('consent.pin', (ctx, by) => groups.toggle(chatIdOf(ctx), 'pin', by));
  consentPress('consent.give', async (ctx, by) => {
    const group = await groups.byChat(chatIdOf(ctx));
    if (group && !group.policy.adult && !group.policy.gambling) {
      await toast(ctx, t(ctx.locale, 'group-consent-nothing'));
      return undefined;
    }
    return groups.consent(chatIdOf(ctx), by, await ctx.api.getChatMemberCount(chatIdOf(ctx)));
  });

  return composer;
}

/** Groups on the team's side: the list, the card, and the admins' decisions. */
export function createGroupScreens(deps: GroupScreensDeps) {
  const { groups, notifications } = deps;
  const panels = createPanelSlot<TelegramGroup>();

  async function card(group: TelegramGroup, actor: Actor): Promise<Screen> {
    return groupScreen(group, actor, await panels.draw(group, actor));
  }

  async function openList(ctx: TeamContext, page: number): Promise<void> {
    const url = `https://t.me/${deps.botUsername()}?startgroup=ads`;
    await present(ctx, groupListScreen(pageOf(await groups.all(), page), ctx.actor, url));
  }

  async function openGroup(ctx: TeamContext, id: string): Promise<void> {
    const group = isId<GroupId>(id) ? await groups.get(id) : null;
    if (!group) return toast(ctx, t(ctx.locale, 'refused-gone'));
    await present(ctx, await card(group, ctx.actor));
  }

  const places = createGroupPlaces({ groups, door: deps.door, card, onPlaced: deps.onLimits });

  const composer = new Composer<HeraldContext>();
  composer.use(groupLimitsComposer(deps));
  composer.use(places.composer);
  const team = composer.filter(isTeam);
  onPress(team, 'group.list', (ctx, { id }) => openList(ctx, Number(id) || 0));
  onPress(team, 'group.open', (ctx, { id }) => openGroup(ctx, id));

  const decisions = ['accept', 'reject', 'pause', 'resume', 'mend'] as const;
  for (const decision of decisions)
    onPress(team, `group.${decision}`, async (ctx, { id, rev }: Press) => {
      if (!isId<GroupId>(id)) return;
      const outcome: Outcome<TelegramGroup> = await groups[decision](ctx.actor, id, rev);
      await toast(
        ctx,
        isRefused(outcome) ? say(ctx.locale, outcome.refused) : t(ctx.locale, 'group-decided'),
      );
      // A rejected group is left alone: the bot does not stay where it is not wanted.
      if (!isRefused(outcome) && decision === 'reject') await ctx.api.leaveChat(outcome.ok.chatId);
      await openGroup(ctx, id);
    });

  notifications.define(PENDING_CARD, async (id, actor) => {
    const group = isId<GroupId>(id) ? await groups.get(id) : null;
    return group && card(group, actor);
  });

  notifications.define(TROUBLE_CARD, async (id, actor) => {
    const group = isId<GroupId>(id) ? await groups.get(id) : null;
    return group && troubleScreen(group, await deps.waitingFor(group._id), actor);
  });

  const section: Section = {
    id: 'groups',
    label: { key: 'section-groups' },
    count: (actor) => (may(actor, groupActions.accept) ? groups.pendingCount() : Promise.resolve(0)),
    open: (ctx) => openList(ctx, 0),
  };
  return { chat: chatComposer(deps), composer, section, panels, dialogs: places.dialogs };
}
