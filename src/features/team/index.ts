export { createClaimLinks } from './claim-links.js';
export { claimComposer, identify, strangersComposer } from './team.composer.js';
export { createTeamService, type Newcomer, type TeamService } from './team.service.js';
