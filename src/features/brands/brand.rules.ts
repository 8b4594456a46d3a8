import type { Message } from '@common/i18n/index.js';
import type { Casino, Creator } from '@common/models/index.js';

/** What decides whether a brand may be advertised somewhere; only a casino has a risk. */
export type Advertisable = Pick<Creator, 'status' | 'geos'> & Partial<Pick<Casino, 'riskLevel'>>;

/** Why the brand can't be advertised in a group of this country (ISO 3166, null where unknown); null when it can. */
export function problemOfBrand(brand: Advertisable, country: string | null): Message | null {
  if (brand.riskLevel === 'blocked') return { key: 'why-brand-blocked' };
  if (brand.status !== 'active') return { key: 'why-brand-paused' };
  if (country !== null && brand.geos.length > 0 && !brand.geos.includes(country))
    return { key: 'why-brand-country', args: { country } };
  return null;
}
