import type { Message } from '@common/i18n/index.js';
import type { Casino, Creator } from '@common/models/index.js';
import { readPlace } from '@common/places.js';

/** What decides whether a brand may be advertised somewhere; only a casino has a risk and licences. */
export type Advertisable = Pick<Creator, 'status' | 'geos'> & Partial<Pick<Casino, 'riskLevel' | 'licences'>>;

/** Countries where it may be advertised (none: everywhere), and where it may not. */
export function readGeos(geos: readonly string[]): { only: string[]; not: string[] } {
  return {
    only: geos.filter((code) => !code.startsWith('-')),
    not: geos.filter((code) => code.startsWith('-')).map((code) => code.slice(1)),
  };
}

/** The country that gave a licence, which stands first in it; undefined where none does. */
export function countryOfLicence(licence: string): string | undefined {
  const [, code] = /^\s*([a-z]{2})\s/i.exec(licence) ?? [];
  return code === undefined ? undefined : readPlace(code, 'region');
}

function problemOfCountry({ geos, licences = [] }: Advertisable, country: string): Message | null {
  const { only, not } = readGeos(geos);
  if (not.includes(country) || (only.length > 0 && !only.includes(country)))
    return { key: 'why-brand-country', args: { country } };
  if (licences.length > 0 && !licences.some((licence) => countryOfLicence(licence) === country))
    return { key: 'why-brand-licence', args: { country } };
  return null;
}

/** Why the brand can't be advertised in a group of this country (ISO 3166, null where unknown); null when it can. */
export function problemOfBrand(brand: Advertisable, country: string | null): Message | null {
  if (brand.riskLevel === 'blocked') return { key: 'why-brand-blocked' };
  if (brand.status !== 'active') return { key: 'why-brand-paused' };
  return country === null ? null : problemOfCountry(brand, country);
}
