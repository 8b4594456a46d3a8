import { CAMPAIGN_TYPES, type CampaignType } from '@common/campaign-type.js';
import { type Message, say, t } from '@common/i18n/index.js';
import type { Scene, Step, Verdict } from '../../telegram/dialog/dialog.js';
import { pickStep } from '../../telegram/dialog/pick-step.js';
import { type Brand, type BrandService, brandRef } from './brand.service.js';

/** What a dialog knows of the brand that it is about. */
export interface BrandAnswers {
  type: CampaignType;
  /** The open page of the list of brands. */
  page: number;
  /** An id that is there, or that a new brand will have. */
  brandId: string;
  brandName: string;
  /** The page that the brand itself has; empty for a new one. */
  brandUrl: string;
}

interface TypeStepOptions {
  ask: Message;
  skip?(answers: Partial<BrandAnswers>): boolean;
}

/** Creator or casino? */
export function brandTypeStep({ ask, skip }: TypeStepOptions): Step<BrandAnswers> {
  return {
    id: 'type',
    ...(skip && { skip }),
    ask: async ({ actor: { locale } }) => ({
      body: { text: say(locale, ask) },
      rows: [CAMPAIGN_TYPES.map((type) => ({ text: t(locale, `type-${type}`), value: type }))],
    }),
    async take(input) {
      const type = CAMPAIGN_TYPES.find((known) => input.kind === 'press' && input.value === known);
      return type ? { next: { type, page: 0 } } : { complain: { key: 'expects-button' } };
    },
  };
}

interface BrandStepOptions extends TypeStepOptions {
  brands: Pick<BrandService, 'list' | 'get'>;
  /** Said when there is no brand of this type. */
  empty: Message;
  /** What a typed text means, e.g. the name of a new brand. */
  typed?(text: string): Promise<Verdict<BrandAnswers>>;
}

/** Which one? */
export function brandStep({ brands, ask, empty, skip, typed }: BrandStepOptions): Step<BrandAnswers> {
  const typeOf = ({ answers }: Scene<BrandAnswers>) => answers.type ?? 'onlyfans';
  /** Somebody who types the name of a brand that is there means that one. */
  async function findByName(typed: string, scene: Scene<BrandAnswers>): Promise<Brand | undefined> {
    const name = typed.trim().toLocaleLowerCase();
    return (await brands.list(typeOf(scene))).find((brand) => brand.name.toLocaleLowerCase() === name);
  }
  const answersOf = ({ _id, name, url }: Brand) => ({ brandId: _id, brandName: name, brandUrl: url });
  const step = pickStep<BrandAnswers>({
    id: 'brand',
    ask,
    empty,
    choices: async (scene) =>
      (await brands.list(typeOf(scene))).map(({ _id, name }) => ({ id: _id, label: name })),
    page: ({ page = 0 }) => page,
    turn: (page) => ({ page }),
    picked: () => [],
    single: (brandId) => ({ brandId }),
    ...(skip && { skip }),
    ...(typed && { typed }),
  });
  return {
    ...step,
    async take(input, scene) {
      const named = input.kind === 'message' && (await findByName(input.message.text ?? '', scene));
      if (named) return { next: answersOf(named) };
      const verdict = await step.take(input, scene);
      if (input.kind !== 'press' || !('next' in verdict) || !verdict.next.brandId) return verdict;
      const brand = await brands.get(brandRef(typeOf(scene), verdict.next.brandId));
      return brand ? { next: answersOf(brand) } : { complain: { key: 'refused-gone' } };
    },
  };
}
