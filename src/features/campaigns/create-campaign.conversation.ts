import type { Actor } from '@common/actor.js';
import { CAMPAIGN_TYPES } from '@common/campaign-type.js';
import { t } from '@common/i18n/index.js';
import { type CampaignId, isId, newId } from '@common/ids.js';
import { done, isRefused } from '@common/outcome.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step } from '../../telegram/dialog/dialog.js';
import { pickStep } from '../../telegram/dialog/pick-step.js';
import { readName } from '../../telegram/dialog/read-name.js';
import type { Screen } from '../../telegram/screen.js';
import { type BrandService, brandRef } from '../brands/index.js';
import { isWebAddress } from '../creatives/index.js';
import type { CampaignService } from './campaign.service.js';

const answersSchema = z.object({
  name: z.string().optional(),
  type: z.enum(CAMPAIGN_TYPES).optional(),
  page: z.number().optional(),
  /** An id that is there, or that the new brand will have. */
  brandId: z.string().optional(),
  brandName: z.string().optional(),
  /** The page that the brand itself has. */
  brandUrl: z.string().optional(),
  url: z.string().optional(),
  /** What was typed without https://, offered with it. */
  guess: z.string().optional(),
});
type Answers = {
  [Key in keyof z.infer<typeof answersSchema>]-?: NonNullable<z.infer<typeof answersSchema>[Key]>;
};

interface DialogDeps {
  brands: BrandService;
  campaigns: CampaignService;
  card(id: CampaignId, actor: Actor): Promise<Screen>;
}

const nameStep: Step<Answers> = {
  id: 'name',
  ask: async ({ actor: { locale } }) => ({ body: { text: t(locale, 'campaign-ask-name') }, rows: [] }),
  async take(input) {
    const read = readName(input.kind === 'message' ? input.message.text : undefined);
    return 'name' in read ? { next: read } : read;
  },
};

const typeStep: Step<Answers> = {
  id: 'type',
  ask: async ({ actor: { locale } }) => ({
    body: { text: t(locale, 'campaign-ask-type') },
    rows: [CAMPAIGN_TYPES.map((type) => ({ text: t(locale, `type-${type}`), value: type }))],
  }),
  async take(input) {
    const type = CAMPAIGN_TYPES.find((known) => input.kind === 'press' && input.value === known);
    return type ? { next: { type, page: 0 } } : { complain: { key: 'expects-button' } };
  },
};

function brandStep({ brands }: DialogDeps): Step<Answers> {
  const step = pickStep<Answers>({
    id: 'brand',
    ask: { key: 'campaign-ask-brand' },
    empty: { key: 'campaign-ask-new-brand' },
    choices: async ({ answers }) =>
      (await brands.list(answers.type ?? 'onlyfans')).map(({ _id, name }) => ({ id: _id, label: name })),
    page: ({ page = 0 }) => page,
    turn: (page) => ({ page }),
    picked: () => [],
    single: (brandId) => ({ brandId }),
    typed: async (text) => {
      const read = readName(text);
      return 'name' in read ? { next: { brandId: newId(), brandName: read.name, brandUrl: '' } } : read;
    },
  });
  return {
    ...step,
    async take(input, scene) {
      const verdict = await step.take(input, scene);
      if (!('next' in verdict) || !verdict.next.brandId || verdict.next.brandName) return verdict;
      const brand = await brands.get(brandRef(scene.answers.type ?? 'onlyfans', verdict.next.brandId));
      return brand ? { next: { brandId: brand._id, brandName: brand.name, brandUrl: brand.url } } : verdict;
    },
  };
}

const urlStep: Step<Answers> = {
  id: 'url',
  ask: async ({ actor: { locale }, answers: { brandUrl, guess } }) => ({
    body: { text: t(locale, 'campaign-ask-url') },
    rows: [
      ...(guess ? [[{ text: t(locale, 'campaign-use-url', { url: guess }), value: 'guess' }]] : []),
      ...(brandUrl ? [[{ text: t(locale, 'campaign-use-url', { url: brandUrl }), value: 'brand' }]] : []),
    ],
  }),
  async take(input, { answers: { brandUrl, guess } }) {
    if (input.kind === 'press') return { next: { url: (input.value === 'guess' ? guess : brandUrl) ?? '' } };
    const text = input.message.text?.trim() ?? '';
    if (isWebAddress(text)) return { next: { url: text } };
    const completed = `https://${text}`;
    const note = !text.includes('://') && isWebAddress(completed) ? { guess: completed } : {};
    return { complain: { key: 'campaign-expects-url', args: { text: text.slice(0, 80) } }, note };
  },
};

const reviewStep: Step<Answers> = {
  id: 'review',
  async ask({ actor: { locale }, answers: { name = '', type = 'onlyfans', brandName = '', url = '' } }) {
    const args = { name, type: t(locale, `type-${type}`), brand: brandName, url };
    return {
      body: { text: t(locale, 'campaign-ask-review', args) },
      rows: [[{ text: t(locale, 'campaign-create'), value: 'create' }]],
    };
  },
  take: async (input) => (input.kind === 'press' ? { next: {} } : { complain: { key: 'expects-button' } }),
};

/** Name, type, brand, landing page: enough to begin; what is posted where and when comes with Schedule. */
export function createCampaignDialog(deps: DialogDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'create-campaign',
    title: { key: 'campaign-new' },
    answers: answersSchema as z.ZodType<Partial<Answers>>,
    steps: [nameStep, typeStep, brandStep(deps), urlStep, reviewStep],
    async finish({ actor, answers, targetId }) {
      const { name, type, brandId, brandName, url } = answers;
      if (!isId<CampaignId>(targetId) || !name || !type || !brandId || !brandName || !url)
        throw new Error('a campaign was made with steps left out');
      const ref = brandRef(type, brandId);
      const brand = (await deps.brands.get(ref))
        ? undefined
        : await deps.brands.create(actor, ref, { name: brandName, url });
      if (brand && isRefused(brand)) return brand;
      const outcome = await deps.campaigns.create(actor, { id: targetId, brand: ref, name, landingUrl: url });
      return isRefused(outcome) ? outcome : done(await deps.card(targetId, actor));
    },
  });
}
