import type { Actor } from '@common/actor.js';
import { t } from '@common/i18n/index.js';
import type { Creative, CreativeType } from '@common/models/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { backRow, homeButton } from '../../telegram/home-button.js';
import { listPager, type Page } from '../../telegram/pager.js';
import type { PanelPart } from '../../telegram/panel.js';
import type { Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { isAlbum } from './album.rules.js';
import { creativeActions } from './creative.policy.js';

const ICONS: Record<CreativeType, string> = { image: '🖼', video: '🎬', text: '📝' };
const MEGABYTE = 1_000_000;
const KILOBYTE = 1_000;

export function creativeLabel({ type, name }: Pick<Creative, 'type' | 'name'>): string {
  return `${ICONS[type]} ${name}`;
}

/** "4.2 MB", "25 kB" */
function formatSize(bytes: number, locale: string): string {
  const [unit, size] = bytes < MEGABYTE ? ['kilobyte', KILOBYTE] : ['megabyte', MEGABYTE];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: bytes < MEGABYTE ? 0 : 1,
  }).format(bytes / size);
}

export function creativeScreen(creative: Creative, actor: Actor, panel: PanelPart): Screen {
  const { locale } = actor;
  const version = creative.versions.at(-1);
  const sizes = version?.media.map((media) => media.size) ?? [];
  const known = sizes.filter((one) => one !== null);
  const size = known.length > 0 && known.length === sizes.length ? known.reduce((a, b) => a + b) : null;
  const album = version !== undefined && isAlbum(version);
  const lines = [
    `${ICONS[creative.type]} ${album ? t(locale, 'creative-album', { count: sizes.length }) : t(locale, `creative-type-${creative.type}`)}`,
    ...(size === null ? [] : [formatSize(size, locale)]),
    t(locale, 'creative-length', { length: version?.text.length ?? 0 }),
    t(locale, album ? 'creative-links' : 'creative-buttons', { count: version?.buttons.flat().length ?? 0 }),
    ...(creative.status === 'archived' ? [t(locale, 'creative-archived')] : []),
    ...panel.lines,
  ];
  const { _id, rev } = creative;
  const archive = may(actor, creativeActions.archive, creative)
    ? [button(t(locale, 'creative-archive'), 'creative.archive', _id, rev)]
    : [];
  return {
    body: FormattedString.join([FormattedString.bold(creative.name), '\n\n', lines.join('\n')]),
    rows: [
      [button(t(locale, 'creative-preview'), 'creative.preview', _id), ...archive],
      ...panel.rows,
      backRow(locale, 'creative.list', '0'),
    ],
  };
}

export function creativeListScreen(page: Page<Creative>, { locale }: Actor): Screen {
  const rows = page.items.map((creative) => [button(creativeLabel(creative), 'creative.open', creative._id)]);
  const hint = t(locale, page.items.length > 0 ? 'creative-list-hint' : 'creative-list-empty');
  return {
    body: FormattedString.join([FormattedString.bold(t(locale, 'creative-list')), '\n\n', hint]),
    rows: [
      ...rows,
      ...listPager(page, 'creative.list'),
      [button(t(locale, 'creative-new'), 'creative.new', '')],
      [homeButton(locale)],
    ],
  };
}
