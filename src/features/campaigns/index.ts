export { brandOf, createCampaignScreens } from './campaign.composer.js';
export { type CampaignService, createCampaignService } from './campaign.service.js';
