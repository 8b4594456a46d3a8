export { createDealScreens } from './deal.composer.js';
export { createDealService, type DealService } from './deal.service.js';
