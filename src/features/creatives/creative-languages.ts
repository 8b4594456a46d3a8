import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import { type CreativeId, isId } from '@common/ids.js';
import type { Creative } from '@common/models/index.js';
import { done, isRefused, refuse } from '@common/outcome.js';
import { placeName, readPlaces } from '@common/places.js';
import { Composer } from 'grammy';
import { button, onPress } from '../../telegram/callback.js';
import { type HeraldContext, isTeam } from '../../telegram/context.js';
import type { DialogDoor } from '../../telegram/dialog/enter.js';
import { typedListDialog } from '../../telegram/dialog/typed-list.js';
import type { Panel } from '../../telegram/panel.js';
import type { Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { creativeActions } from './creative.policy.js';
import type { CreativeService } from './creative.service.js';

interface LanguagesDeps {
  creatives: Pick<CreativeService, 'setLanguages'>;
  door: DialogDoor;
  card(id: CreativeId, actor: Actor): Promise<Screen>;
}

/** What a creative speaks, on its card: it stays out of groups that speak something else. */
export function createCreativeLanguages({ creatives, door, card }: LanguagesDeps) {
  const dialog = typedListDialog({
    id: 'creative-languages',
    title: { key: 'creative-languages-title' },
    ask: { key: 'creative-languages-ask' },
    none: { key: 'creative-languages-any' },
    read(text) {
      const places = readPlaces(text, 'language');
      const unknown =
        'unknown' in places ? places.unknown : places.codes.find((code) => code.startsWith('-'));
      if (unknown !== undefined) return { complain: { key: 'place-unknown', args: { text: unknown } } };
      return { list: 'codes' in places ? places.codes : [] };
    },
    async finish(actor, { id, rev, list }) {
      if (!isId<CreativeId>(id)) return refuse({ key: 'refused-gone' });
      const outcome = await creatives.setLanguages(actor, id, rev, list);
      return isRefused(outcome) ? outcome : done(await card(id, actor));
    },
  });

  const composer = new Composer<HeraldContext>();
  onPress(composer.filter(isTeam), 'creative.languages', (ctx, { id, rev }) =>
    door.enter(ctx, dialog, { answers: { thingId: id, thingRev: rev } }),
  );

  const panel: Panel<Creative> = async (creative, actor) => {
    const { _id, rev, languages } = creative;
    const { locale } = actor;
    const names = languages.map((code) => placeName(code, 'language', locale)).join(', ');
    return {
      lines: names === '' ? [] : [t(locale, 'creative-languages-are', { languages: names })],
      rows: may(actor, creativeActions.languages, creative)
        ? [[button(t(locale, 'creative-languages'), 'creative.languages', _id, rev)]]
        : [],
    };
  };
  return { composer, dialog, panel };
}
