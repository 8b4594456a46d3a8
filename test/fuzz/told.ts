import { StrayModel } from '@common/db/collections/index.js';
import * as models from '@common/models/index.js';
import { readPress } from '../../src/telegram/callback.js';
import { nameOf } from './belongings.js';
import type { Change } from './pictures.js';

/** Something that an update tells for Telegram, whoever is behind it: what may change by it, and where. */
interface Told {
  collection: string;
  fields: readonly string[];
  /** Whether it tells this of that document. */
  isAbout?(change: Change): boolean;
  /** Documents may be made by it, or go. */
  makes?: true;
  removes?: true;
}

const GROUPS = nameOf(models.TelegramGroupModel);
const POSTS = nameOf(models.ScheduledPostModel);
const HISTORY = nameOf(models.PostHistoryModel);

type Part = Record<string, unknown>;
const partOf = (of: unknown, name: string): Part | undefined => {
  const part = typeof of === 'object' && of !== null ? (of as Part)[name] : undefined;
  return typeof part === 'object' && part !== null ? (part as Part) : undefined;
};

/** Posts that waited for their group are looked at again when it is mended, and again when it has moved. */
const WAKING: Told = { collection: POSTS, fields: ['wakeAt'] };
const MOVING: Told = { collection: POSTS, fields: ['chatId', 'lastKnownMessageId'] };

function ofTheBot(chatId: unknown): Told[] {
  const isAbout = ({ before, after }: Change) => (before ?? after)?.['chatId'] === chatId;
  const fields = ['title', 'username', 'botRights', 'trouble', 'status'];
  return [{ collection: GROUPS, fields, isAbout, makes: true }, WAKING];
}

function ofMigration(from: unknown, to: unknown): Told[] {
  return [
    {
      collection: GROUPS,
      fields: ['chatId', 'formerChatIds', 'kind', 'lastMessageId', 'status', 'botRights'],
      isAbout: ({ before }) => before?.['chatId'] === from,
    },
    {
      collection: GROUPS,
      fields: [],
      removes: true,
      isAbout: ({ before, after }) =>
        after === null && before?.['chatId'] === to && before?.['status'] === 'consent',
    },
    MOVING,
    { collection: HISTORY, fields: ['actions'] },
  ];
}

/** Whoever shows a post's own marker says where it stands. */
function ofMarker(shown: Part | undefined): Told[] {
  const keyboard = partOf(shown, 'reply_markup')?.['inline_keyboard'];
  const keys = Array.isArray(keyboard) ? (keyboard.flat() as { callback_data?: string }[]) : [];
  const posts = keys.flatMap(({ callback_data = '' }) => readPress('ad.who', callback_data)?.id ?? []);
  if (posts.length === 0) return [];
  const isOne = (id: unknown) => posts.some((post) => post === id);
  const isAbout = ({ before, after }: Change) => isOne((after ?? before)?.['postId']);
  return [
    {
      collection: POSTS,
      fields: ['status', 'messageId', 'wakeAt', 'reason', 'outageId'],
      isAbout: ({ id }) => isOne(id),
    },
    { collection: HISTORY, fields: [], makes: true, isAbout },
    { collection: nameOf(StrayModel), fields: [], makes: true, isAbout },
    { collection: GROUPS, fields: ['lastMessageId', 'trouble'] },
    WAKING,
  ];
}

const ASKED = ['adult', 'gambling', 'pin'];

/** Who owns a group answers there what they were asked: before the team decides, and nothing else. */
function ofConsent(press: Part | undefined): Told[] {
  const { data } = press ?? {};
  if (typeof data !== 'string' || !data.startsWith('consent.')) return [];
  const chat = partOf(partOf(press, 'message'), 'chat')?.['id'];
  const others = (row: Part | null) =>
    Object.entries(partOf(row, 'policy') ?? {}).filter(([name]) => !ASKED.includes(name));
  return [
    {
      collection: GROUPS,
      fields: ['policy', 'status', 'consentBy', 'memberCount'],
      isAbout: ({ before, after }) =>
        before?.['chatId'] === chat &&
        before?.['status'] === 'consent' &&
        JSON.stringify(others(before)) === JSON.stringify(others(after)),
    },
  ];
}

/** All that an update tells for Telegram, and what whoever owns a group answers there. */
export function toldBy(update: Part, isChief: boolean): Told[] {
  const change = partOf(update, 'my_chat_member');
  const press = partOf(update, 'callback_query');
  const message = partOf(update, 'message');
  const said = message ?? partOf(update, 'edited_message') ?? partOf(update, 'channel_post');
  const chat = partOf(said, 'chat');
  const told: Told[] = [
    ...(change ? ofTheBot(partOf(change, 'chat')?.['id']) : []),
    ...(isChief ? ofConsent(press) : []),
    ...[partOf(press, 'message'), partOf(message, 'reply_to_message'), message].flatMap(ofMarker),
  ];
  if (chat && chat['type'] !== 'private')
    told.push({
      collection: GROUPS,
      fields: ['lastMessageId'],
      isAbout: ({ before }) => before?.['chatId'] === chat['id'],
    });
  if (message && 'migrate_to_chat_id' in message)
    told.push(...ofMigration(chat?.['id'], message['migrate_to_chat_id']));
  if (message && 'migrate_from_chat_id' in message)
    told.push(...ofMigration(message['migrate_from_chat_id'], chat?.['id']));
  if (message && 'forum_topic_reopened' in message)
    told.push({ collection: GROUPS, fields: ['trouble'] }, WAKING);
  return told;
}

/** Written along with whatever is changed. */
const STAMPS = ['rev', 'updatedAt'];

/** Whether Telegram's own word is enough for a change: one update may tell several things of the same document. */
export function isTold(change: Change, told: readonly Told[]): boolean {
  const { collection, before, after, fields } = change;
  const about = told.filter((one) => one.collection === collection && (one.isAbout?.(change) ?? true));
  if (before === null) return about.some(({ makes }) => makes);
  if (after === null) return about.some(({ removes }) => removes);
  const mayChange = [...STAMPS, ...about.flatMap((one) => one.fields)];
  return about.length > 0 && fields.every((name) => mayChange.includes(name));
}
