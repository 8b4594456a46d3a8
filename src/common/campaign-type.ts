/** What a campaign advertises, and hence which brand it has. */
export const CAMPAIGN_TYPES = ['onlyfans', 'casino'] as const;
export type CampaignType = (typeof CAMPAIGN_TYPES)[number];
