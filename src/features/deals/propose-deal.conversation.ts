import type { Actor } from '@common/actor.js';
import { CAMPAIGN_TYPES } from '@common/campaign-type.js';
import { t } from '@common/i18n/index.js';
import { type DealId, isId } from '@common/ids.js';
import { currencySchema, formatMoney, minorSchema, parseMoney } from '@common/money.js';
import { done, isRefused } from '@common/outcome.js';
import { z } from 'zod';
import { type AnyDialog, defineDialog, type Step } from '../../telegram/dialog/dialog.js';
import type { Screen } from '../../telegram/screen.js';
import { type BrandService, brandRef, brandStep, brandTypeStep } from '../brands/index.js';
import { type DealService, PROPOSABLE } from './deal.service.js';

const DEFAULT_CURRENCY = currencySchema.parse('USD');

const answersSchema = z.object({
  /** The campaign from whose card the dialog was entered: the deal is attached to it. */
  campaignId: z.string().optional(),
  type: z.enum(CAMPAIGN_TYPES).optional(),
  brandId: z.string().optional(),
  brandName: z.string().optional(),
  brandUrl: z.string().optional(),
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
    steps: [
      brandTypeStep({ ask: { key: 'deal-ask-type' }, skip: knowsBrand }),
      brandStep({
        brands: deps.brands,
        ask: { key: 'deal-ask-brand' },
        empty: { key: 'deal-no-brands' },
        skip: knowsBrand,
      }),
      kindStep,
      amountStep,
      reviewStep,
    ],
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
