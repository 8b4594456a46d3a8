import type { Actor } from '@common/actor.js';
import type { Outcome } from '@common/outcome.js';
import { readPlaces } from '@common/places.js';
import type { AnyDialog } from '../../telegram/dialog/dialog.js';
import { typedListDialog } from '../../telegram/dialog/typed-list.js';
import type { Screen } from '../../telegram/screen.js';
import { countryOfLicence } from './brand.rules.js';
import type { BrandChange } from './brand.service.js';

/** Stores what was typed, and shows the brand as it is now. */
type Store = (
  actor: Actor,
  thing: { id: string; rev: number },
  change: BrandChange,
) => Promise<Outcome<Screen>>;

/** Where may it be advertised? */
export function geosDialog(store: Store): AnyDialog {
  return typedListDialog({
    id: 'brand-geos',
    title: { key: 'brand-geos-title' },
    ask: { key: 'brand-geos-ask' },
    none: { key: 'brand-geos-all' },
    read(text) {
      const places = readPlaces(text, 'region');
      if ('codes' in places) return { list: places.codes };
      return { complain: { key: 'place-unknown', args: { text: places.unknown } } };
    },
    finish: (actor, { list, ...thing }) => store(actor, thing, { geos: list }),
  });
}

/** Which licences has the casino? */
export function licencesDialog(store: Store): AnyDialog {
  return typedListDialog({
    id: 'brand-licences',
    title: { key: 'brand-licences-title' },
    ask: { key: 'brand-licences-ask' },
    none: { key: 'brand-no-licences' },
    read(text) {
      const list = text.split('\n').map((line) => line.trim().slice(0, 100));
      const licences = list.filter((line) => line !== '');
      const odd = licences.find((line) => countryOfLicence(line) === undefined);
      if (odd !== undefined) return { complain: { key: 'brand-licence-unknown', args: { text: odd } } };
      return { list: licences.map((line) => line.slice(0, 2).toUpperCase() + line.slice(2)) };
    },
    finish: (actor, { list, ...thing }) => store(actor, thing, { licences: list }),
  });
}
