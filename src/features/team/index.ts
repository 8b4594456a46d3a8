export { createClaimLinks, issueClaimLink } from './claim-links.js';
export { invitationComposer } from './invitation.composer.js';
export { createJoining, type Joining } from './joining.js';
export { createProfileScreens } from './profile.composer.js';
export { createSessionScreens, type WebAddress } from './sessions.composer.js';
export type { Sessions, SignedIn, Visitor } from './sessions.service.js';
export { botsComposer, claimComposer, identify, strangersComposer } from './team.composer.js';
export { createTeamRoom } from './team.wiring.js';
export { createTeamScreens } from './team-screens.composer.js';
