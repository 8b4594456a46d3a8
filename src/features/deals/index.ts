export { createDealScreens } from './deal.composer.js';
export { handOverDeals } from './deal.repo.js';
export { createDealService, type DealService } from './deal.service.js';
