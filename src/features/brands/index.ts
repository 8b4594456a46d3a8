export { createBrandScreens } from './brand.composer.js';
export { brandActions, casinoActions, creatorActions } from './brand.policy.js';
export { handOverCasinos, handOverCreators } from './brand.repo.js';
export { problemOfBrand } from './brand.rules.js';
export {
  type Brand,
  type BrandRef,
  type BrandService,
  brandRef,
  createBrandService,
} from './brand.service.js';
export { type BrandAnswers, brandStep, brandTypeStep } from './brand.steps.js';
export { casinoFields, creatorFields } from './brand-fields.view.js';
