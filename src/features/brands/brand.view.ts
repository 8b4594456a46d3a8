import type { Actor } from '@common/actor.js';
import { type Locale, t } from '@common/i18n/index.js';
import { placeName } from '@common/places.js';
import { RISK_LEVELS } from '@common/risk-level.js';
import { formatMoment } from '@common/time.js';
import { FormattedString } from '@grammyjs/parse-mode';
import { button } from '../../telegram/callback.js';
import { backRow, homeButton } from '../../telegram/home-button.js';
import { listPager, type Page } from '../../telegram/pager.js';
import type { PanelPart } from '../../telegram/panel.js';
import { type PresetField, presetRow } from '../../telegram/presets.js';
import type { Button, Screen } from '../../telegram/screen.js';
import { may } from '../audit/index.js';
import { brandActions } from './brand.policy.js';
import { readGeos } from './brand.rules.js';
import type { Brand, BrandRef } from './brand.service.js';

/** A brand in the id's place of a button: its type's first letter, then its id. */
export function brandKey({ type, id }: BrandRef): string {
  return `${type[0]}${id}`;
}

export function riskField(locale: Locale): PresetField<Brand['riskLevel']> {
  const presets = RISK_LEVELS.map((value) => ({ label: t(locale, `brand-risk-${value}`), value }));
  return { code: 'r', presets };
}

function isDoubtful({ ref, verified18At, riskLevel, status }: Brand): boolean {
  return (ref.type === 'onlyfans' && !verified18At) || riskLevel === 'blocked' || status !== 'active';
}

function geoLines({ geos }: Brand, locale: Locale): string[] {
  const named = (codes: string[]) => codes.map((code) => placeName(code, 'region', locale)).join(', ');
  const { only, not } = readGeos(geos);
  return [
    only.length > 0 ? t(locale, 'brand-only', { countries: named(only) }) : t(locale, 'brand-everywhere'),
    ...(not.length > 0 ? [t(locale, 'brand-not', { countries: named(not) })] : []),
  ];
}

/** Whether somebody saw the creator's proof of age; `asked`: posts wait for it. */
export function ageLine({ verified18At }: Brand, asked: boolean, { locale, timezone }: Actor): string {
  if (!verified18At) return t(locale, asked ? 'brand-unverified-waits' : 'brand-unverified');
  return t(locale, 'brand-verified', { when: formatMoment(verified18At.getTime(), timezone, locale) });
}

function ownLines(brand: Brand, asked: boolean, actor: Actor): string[] {
  const { locale } = actor;
  const { riskLevel, licences = [] } = brand;
  if (!riskLevel) return [ageLine(brand, asked, actor)];
  return [
    t(locale, 'brand-risk', { level: t(locale, `brand-risk-${riskLevel}`) }),
    licences.length > 0
      ? t(locale, 'brand-licences', { licences: licences.join(' · ') })
      : t(locale, 'brand-licences-none'),
  ];
}

function decisionRows(brand: Brand, actor: Actor): Button[][] {
  if (!may(actor, brandActions[brand.ref.type].decide, brand)) return [];
  const { locale } = actor;
  const { ref, rev, verified18At, riskLevel } = brand;
  const id = brandKey(ref);
  const geos = button(t(locale, 'brand-geos'), 'brand.geos', id, rev);
  if (ref.type === 'casino')
    return [
      presetRow(riskField(locale), (value) => value === riskLevel, { verb: 'brand.risk', id, rev }),
      [geos, button(t(locale, 'brand-set-licences'), 'brand.licences', id, rev)],
    ];
  return [
    [
      verified18At
        ? button(t(locale, 'brand-unverify'), 'brand.unverify', id, rev)
        : button(t(locale, 'brand-verify'), 'brand.verify', id, rev),
    ],
    [geos],
  ];
}

/** Everything about one brand; `asked`: a proof of age is asked for. */
export function brandScreen(brand: Brand, asked: boolean, actor: Actor): Screen {
  const { locale } = actor;
  const lines = [
    t(locale, `type-${brand.ref.type}`),
    brand.url,
    ...ownLines(brand, asked, actor),
    ...geoLines(brand, locale),
  ];
  return {
    body: FormattedString.join([FormattedString.bold(brand.name), '\n\n', lines.join('\n')]),
    rows: [...decisionRows(brand, actor), backRow(locale, 'brand.list', '0')],
  };
}

export function brandListScreen(page: Page<Brand>, settings: PanelPart, { locale }: Actor): Screen {
  const icon = (brand: Brand) => (isDoubtful(brand) ? '⚠️' : brand.ref.type === 'casino' ? '🎰' : '💃');
  const rows = page.items.map((brand) => [
    button(`${icon(brand)} ${brand.name}`, 'brand.open', brandKey(brand.ref)),
  ]);
  const hint = t(locale, page.items.length > 0 ? 'brand-list-hint' : 'brand-list-empty');
  return {
    body: FormattedString.join([FormattedString.bold(t(locale, 'brand-list')), '\n\n', hint]),
    rows: [...rows, ...listPager(page, 'brand.list'), ...settings.rows, [homeButton(locale)]],
  };
}
