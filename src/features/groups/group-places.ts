import type { Actor } from '@common/actor.js';
import { type GroupId, isId } from '@common/ids.js';
import type { TelegramGroup } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import { type PlaceKind, readPlaces } from '@common/places.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam } from '../../telegram/context.js';
import type { AnyDialog } from '../../telegram/dialog/dialog.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { typedListDialog } from '../../telegram/dialog/typed-list.js';
import type { Screen } from '../../telegram/screen.js';
import type { GroupService } from './group.service.js';

interface GroupPlacesDeps {
  groups: Pick<GroupService, 'setPlace'>;
  door: DialogDoor;
  card(group: TelegramGroup, actor: Actor): Promise<Screen>;
  /** Told when a group is another one than before for those who may not be advertised everywhere. */
  onPlaced(): Promise<void>;
}

const WORDS = {
  country: { title: 'group-country-title', ask: 'group-country-ask', kind: 'region' },
  language: { title: 'group-language-title', ask: 'group-language-ask', kind: 'language' },
} as const;

/** One place, typed; none is "not known". */
function readOne(text: string, kind: PlaceKind): ReturnType<Parameters<typeof typedListDialog>[0]['read']> {
  const places = readPlaces(text, kind);
  const unknown = 'unknown' in places ? places.unknown : places.codes.find((code) => code.startsWith('-'));
  if (unknown !== undefined) return { complain: { key: 'place-unknown', args: { text: unknown } } };
  const list = 'codes' in places ? places.codes : [];
  if (list.length === 0) return { complain: { key: 'place-unknown', args: { text: text.slice(0, 60) } } };
  return list.length > 1 ? { complain: { key: 'group-place-one' } } : { list };
}

/** Where a group's people are, and what they speak: said by admins. */
export function createGroupPlaces({ groups, door, card, onPlaced }: GroupPlacesDeps) {
  const composer = new Composer<HeraldContext>();

  function placeDialog(field: 'country' | 'language'): AnyDialog {
    const { title, ask, kind } = WORDS[field];
    const dialog = typedListDialog({
      id: `group-${field}`,
      title: { key: title },
      ask: { key: ask },
      none: { key: 'group-place-none' },
      read: (text) => readOne(text, kind),
      async finish(actor, { id, rev, list }): Promise<Outcome<Screen>> {
        if (!isId<GroupId>(id)) return refuse({ key: 'refused-gone' });
        const outcome = await groups.setPlace(actor, id, rev, { [field]: list[0] ?? null });
        if (isRefused(outcome)) return outcome;
        await onPlaced();
        return done(await card(outcome.ok, actor));
      },
    });
    onPress(composer.filter(isTeam), `group.${field}`, (ctx, { id, rev }) =>
      door.enter(ctx, dialog, { answers: { thingId: id, thingRev: rev } }),
    );
    return dialog;
  }

  return { composer, dialogs: [placeDialog('country'), placeDialog('language')] };
}
