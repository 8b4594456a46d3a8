import { type AllFields, auditFields, engineFields } from './features/audit/index.js';
import { casinoFields, creatorFields } from './features/brands/index.js';
import { campaignFields } from './features/campaigns/index.js';
import { creativeFields } from './features/creatives/index.js';
import { dealFields } from './features/deals/index.js';
import { groupFields } from './features/groups/index.js';
import { postFields } from './features/queue/index.js';
import { settingsFields } from './features/settings/index.js';
import { magicLinkFields, sessionFields, userFields } from './features/team/index.js';

/** How each kind of thing is told in the audit log: every room knows its own. */
export const FIELDS: AllFields = {
  user: userFields,
  session: sessionFields,
  'magic-link': magicLinkFields,
  group: groupFields,
  campaign: campaignFields,
  creative: creativeFields,
  post: postFields,
  model: creatorFields,
  casino: casinoFields,
  deal: dealFields,
  settings: settingsFields,
  audit: auditFields,
  engine: engineFields,
};
