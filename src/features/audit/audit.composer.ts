import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { say, t } from '@common/i18n/index.js';
import { dayAt, formatDay } from '@common/time.js';
import { Composer, InputFile } from 'grammy';
import { onPress, type Press, type Verb } from '../../telegram/callback.js';
import { type HeraldContext, isTeam, type TeamContext } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { pageOf } from '../../telegram/pager.js';
import { present, type Screen, toast } from '../../telegram/screen.js';
import type { Section } from '../../telegram/section.js';
import type { Act } from './act.service.js';
import { auditActions } from './audit.policy.js';
import { type AuditLine, findEntry } from './audit.repo.js';
import { auditListScreen, type Titled, wordsIn } from './audit.view.js';
import { csvOf } from './audit-csv.js';
import { auditEntryScreen, changesOf } from './audit-entry.view.js';
import { type AuditFilter, type AuditPlace, placeCode, readEntryCode, readPlace } from './audit-filter.js';
import { type AuditNames, createAuditReader, LISTED } from './audit-reader.js';
import { idsIn } from './diff.rules.js';
import type { AllFields } from './field.js';
import { type Action, may } from './policy.js';
import { createSearchDialog } from './search-audit.conversation.js';

interface AuditScreensDeps {
  act: Act;
  clock: Clock;
  door: DialogDoor;
  names: AuditNames;
  /** How each kind of thing is told. */
  fields: AllFields;
}

const THE_LOG = 'audit';

/** The log as admins read it after an incident. */
export function createAuditScreens({ act, clock, door, names, fields }: AuditScreensDeps) {
  const reader = createAuditReader(names);

  async function titled<Entry extends AuditLine>(entry: Entry): Promise<Titled<Entry>> {
    const { userId, entityType, entityId } = entry;
    const [person, thing] = await Promise.all([
      userId ? names.person(userId) : undefined,
      names.thing(entityType, entityId),
    ]);
    return { entry, person, thing };
  }

  async function titleOf(filter: AuditFilter, [first]: readonly Titled<AuditLine>[], { locale }: Actor) {
    switch (filter.kind) {
      case 'all':
        return null;
      case 'refused':
        return t(locale, 'audit-refused-title');
      case 'person':
        return (filter.userId && (await names.person(filter.userId))) ?? t(locale, 'audit-nobody');
      case 'thing':
        return first ? (first.thing ?? t(locale, `thing-${first.entry.entityType}`)) : '—';
      case 'day':
        return formatDay(filter.day, locale);
      case 'word':
        return `“${filter.word}”`;
    }
  }

  async function listScreen({ filter, page }: AuditPlace, actor: Actor): Promise<Screen> {
    const lines = await reader.list(filter, actor);
    const { items, ...place } = pageOf(lines, page);
    const shown = await Promise.all(items.map(titled));
    const title = await titleOf(filter, shown, actor);
    const list = { page: { items: shown, ...place }, filter, title, cut: lines.length === LISTED };
    return auditListScreen(list, wordsIn(names.words, actor.locale), actor);
  }

  const dialog = createSearchDialog(async (actor, word) =>
    (await act.check(actor, auditActions.look, THE_LOG))
      ? null
      : listScreen({ filter: { kind: 'word', word }, page: 0 }, actor),
  );

  async function openEntry(ctx: TeamContext, { id: pressed }: Press): Promise<void> {
    const read = readEntryCode(pressed);
    const entry = read && (await findEntry(read.id));
    if (!entry) return toast(ctx, t(ctx.locale, 'refused-gone'));
    const known = fields[entry.entityType];
    const changed = changesOf(entry, known);
    const named = await names.ofAll(idsIn(changed, known));
    const wordsOf = wordsIn(names.words, ctx.actor.locale);
    const around = { changed, fields: known, named, wordsOf, place: read.place };
    await present(ctx, auditEntryScreen(await titled(entry), around, ctx.actor));
  }

  async function sendCsv(ctx: TeamContext, { id: pressed }: Press): Promise<void> {
    const { actor, locale } = ctx;
    const { filter } = readPlace(pressed);
    const { parts, soFar } = csvOf(reader.walk(filter, actor), names, locale);
    const { day } = dayAt(clock.now(), actor.timezone);
    const { message_id } = await ctx.replyWithDocument(new InputFile(parts, `audit-${day}.csv`));
    // Known only now: the words of a file leave before it.
    const { rows, cut } = soFar();
    await ctx.api.editMessageCaption(ctx.chat?.id ?? actor.telegramId, message_id, {
      caption: t(locale, cut ? 'audit-csv-cut' : 'audit-csv-all', { count: rows }),
    });
    await act.note(actor, auditActions.export, THE_LOG, { of: placeCode({ filter, page: 0 }), rows, cut });
  }

  const composer = new Composer<HeraldContext>();
  const team = composer.filter(isTeam);
  /** Each press is asked for by itself: a button may have come from anywhere. */
  function onAllowedPress(
    verb: Verb,
    action: Action,
    handle: (ctx: TeamContext, press: Press) => Promise<unknown>,
  ): void {
    onPress(team, verb, async (ctx, press) => {
      const problem = await act.check(ctx.actor, action, THE_LOG);
      if (problem) await toast(ctx, say(ctx.locale, problem));
      else await handle(ctx, press);
    });
  }
  const { look, export: exporting } = auditActions;
  onAllowedPress('audit.list', look, async (ctx, { id }) =>
    present(ctx, await listScreen(readPlace(id), ctx.actor)),
  );
  onAllowedPress('audit.open', look, openEntry);
  onAllowedPress('audit.search', look, (ctx) => door.enter(ctx, dialog));
  onAllowedPress('audit.csv', exporting, sendCsv);

  const section: Section = {
    id: 'audit',
    label: { key: 'section-audit' },
    visible: (actor) => may(actor, look),
    open: async (ctx) => present(ctx, await listScreen({ filter: { kind: 'all' }, page: 0 }, ctx.actor)),
  };
  return { composer, section, dialog };
}
