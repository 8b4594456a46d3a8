export { brandOf, createCampaignScreens } from './campaign.composer.js';
export { campaignActions, campaignHappenings } from './campaign.policy.js';
export { handOverCampaigns } from './campaign.repo.js';
export { type CampaignService, createCampaignService } from './campaign.service.js';
export { campaignFields } from './campaign-fields.view.js';
