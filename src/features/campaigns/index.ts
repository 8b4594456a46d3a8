export { brandOf, createCampaignScreens } from './campaign.composer.js';
export { handOverCampaigns } from './campaign.repo.js';
export { type CampaignService, createCampaignService } from './campaign.service.js';
