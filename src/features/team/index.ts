export { createClaimLinks } from './claim-links.js';
export { claimComposer, identify, strangersComposer } from './team.composer.js';
export { createTeamService, type TeamService } from './team.service.js';
