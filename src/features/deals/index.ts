export { createDealScreens } from './deal.composer.js';
export { dealActions } from './deal.policy.js';
export { handOverDeals } from './deal.repo.js';
export { createDealService, type DealService } from './deal.service.js';
export { dealFields } from './deal-fields.view.js';
