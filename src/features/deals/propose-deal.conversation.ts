import type { Actor } from '@common/actor.js';
import { CAMPAIGN_TYPES } from '@common/campaign-type.js';
import { t } from '@common/i18n/index.js';
import { type DealId, isId } from '@common/ids.js';
import { currencySchema, formatMoney, minorSchema, parseMoney } from '@common/money.js';
import { done, isRefused } from '@common/outcome.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step } from '../../telegram/dialog/dialog.js';
import { pickStep } from '../../telegram/dialog/pick-step.js';
import type { Screen } from '../../telegram/screen.js';
import { type BrandService, brandRef } from '../brands/index.js';
import { type DealService, PROPOSABLE } from './deal.service.js';

const DEFAULT_CURRENCY = currencySchema.parse('USD');

const answersSchema = z.object({
  /** The campaign from whose card the dialog was entered: the deal is attached to it. */
  campaignId: z.string().optional(),
  type: z.enum(CAMPAIGN_TYPES).optional(),
  brandId: z.string().optional(),
  brandName: z.string().optional(),
  page: z.number().optional(),
  kind: z.enum(PROPOSABLE).optional(),
  money: z.object({ minor: minorSchema, currency: currencySchema }).optional(),
});
type Answers = {
  [Key in keyof z.infer<typeof answersSchema>]-?: NonNullable<z.infer<typeof answersSchema>[Key]>;
};

interface DialogDeps {
  brands: BrandService;
  deals: DealService;
  /** Attaches the deal to the campaign from whose card it was proposed. */
  attach(actor: Actor, campaignId: string, dealId: DealId): Promise<void>;
  card(id: DealId, actor: Actor): Promise<Screen>;
}

const knowsBrand = (answers: Partial<Answers>) => answers.campaignId !== undefined;

const typeStep: Step<Answers> = {
  id: 'type',
  skip: knowsBrand,
  ask: async ({ actor: { locale } }) => ({
    body: { text: t(locale, 'deal-ask-type') },
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
    skip: knowsBrand,
    ask: { key: 'deal-ask-brand' },
    empty: { key: 'deal-no-brands' },
    choices: async ({ answers }) =>
      (await brands.list(answers.type ?? 'onlyfans')).map(({ _id, name }) => ({ id: _id, label: name })),
    page: ({ page = 0 }) => page,
    turn: (page) => ({ page }),
    picked: () => [],
    single: (brandId) => ({ brandId }),
  });
  return {
    ...step,
    async take(input, scene) {
      const verdict = await step.take(input, scene);
      if (!('next' in verdict) || verdict.next.brandId === undefined) return verdict;
      const brand = await brands.get(brandRef(scene.answers.type ?? 'onlyfans', verdict.next.brandId));
      return { next: { ...verdict.next, brandName: brand?.name ?? '—' } };
    },
  };
}

const kindStep: Step<Answers> = {
  id: 'kind',
  ask: async ({ actor: { locale } }) => ({
    body: { text: t(locale, 'deal-ask-kind') },
    rows: [PROPOSABLE.map((kind) => ({ text: t(locale, `deal-kind-${kind}`), value: kind }))],
  }),
  async take(input) {
    const kind = PROPOSABLE.find((known) => input.kind === 'press' && input.value === known);
    return kind ? { next: { kind } } : { complain: { key: 'expects-button' } };
  },
};

const amountStep: Step<Answers> = {
  id: 'amount',
  ask: async ({ actor: { locale } }) => ({ body: { text: t(locale, 'deal-ask-amount') }, rows: [] }),
  async take(input) {
    const text = input.kind === 'message' ? (input.message.text ?? '') : '';
    const money = parseMoney(text, DEFAULT_CURRENCY);
    return money
      ? { next: { money } }
      : { complain: { key: 'deal-expects-amount', args: { text: text.slice(0, 60) } } };
  },
};

const reviewStep: Step<Answers> = {
  id: 'review',
  async ask({ actor: { locale }, answers: { brandName = '—', kind, money } }) {
    const amount = money ? formatMoney(money, locale) : '—';
    const terms = t(locale, kind === 'cpa' ? 'deal-terms-cpa' : 'deal-terms-flat', { amount });
    return {
      body: { text: t(locale, 'deal-ask-review', { brand: brandName, terms }) },
      rows: [[{ text: t(locale, 'deal-propose'), value: 'propose' }]],
    };
  },
  take: async (input) => (input.kind === 'press' ? { next: {} } : { complain: { key: 'expects-button' } }),
};

/** Brand, kind, amount: the admins decide on the rest. */
export function createProposeDealDialog(deps: DialogDeps): AnyDialog {
  return defineDialog<Answers>({
    id: 'propose-deal',
    title: { key: 'deal-new' },
    answers: answersSchema as z.ZodType<Partial<Answers>>,
    steps: [typeStep, brandStep(deps), kindStep, amountStep, reviewStep],
    async finish({ actor, answers, targetId }) {
      const { type, brandId, kind, money, campaignId } = answers;
      if (!isId<DealId>(targetId) || !type || !brandId || !kind || !money)
        throw new Error('a deal was proposed with steps left out');
      const outcome = await deps.deals.propose(actor, {
        id: targetId,
        brand: brandRef(type, brandId),
        kind,
        money,
      });
      if (isRefused(outcome)) return outcome;
      if (campaignId !== undefined) await deps.attach(actor, campaignId, targetId);
      return done(await deps.card(targetId, actor));
    },
  });
}
