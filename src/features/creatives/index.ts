export { AD_VERB, adMarker, markedBy } from './ad-marker.rules.js';
export { messagesOf } from './album.rules.js';
export { compose, problemOfLength } from './compose.rules.js';
export { isWebAddress } from './content.rules.js';
export { createCreativeScreens } from './creative.composer.js';
export { handOverCreatives } from './creative.repo.js';
export { type CreativeService, createCreativeService, newestVersion } from './creative.service.js';
export { creativeLabel } from './creative.view.js';
export { sendPayload } from './send-payload.js';
