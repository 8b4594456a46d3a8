export { createClaimLinks } from './claim-links.js';
export { createJoining, type Joining } from './joining.js';
export { createMagicLinks } from './magic-links.js';
export { claimComposer, identify, strangersComposer } from './team.composer.js';
export { createTeamService, type TeamService } from './team.service.js';
