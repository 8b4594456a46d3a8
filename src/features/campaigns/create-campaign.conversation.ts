import type { Actor } from '@common/actor.js';
import { CAMPAIGN_TYPES } from '@common/campaign-type.js';
import { t } from '@common/i18n/index.js';
import { type CampaignId, isId, newId } from '@common/ids.js';
import { done, isRefused } from '@common/outcome.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step, type Verdict } from '../../telegram/dialog/dialog.js';
import { readName } from '../../telegram/dialog/read-name.js';
import type { Screen } from '../../telegram/screen.js';
import { type BrandAnswers, type BrandService, brandRef, brandStep, brandTypeStep } from '../brands/index.js';
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

async function readNewBrand(text: string): Promise<Verdict<BrandAnswers>> {
  const read = readName(text);
  return 'name' in read ? { next: { brandId: newId(), brandName: read.name, brandUrl: '' } } : read;
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
    steps: [
      nameStep,
      brandTypeStep({ ask: { key: 'campaign-ask-type' } }),
      brandStep({
        brands: deps.brands,
        ask: { key: 'campaign-ask-brand' },
        empty: { key: 'campaign-ask-new-brand' },
        typed: readNewBrand,
      }),
      urlStep,
      reviewStep,
    ],
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
