import { creativeLabel } from './features/creatives/index.js';
import type { createPosting } from './features/delivery/index.js';
import {
  createPostDecisionScreens,
  type createPostLines,
  createQueueScreens,
  createStrayScreens,
  createUncertainDecisions,
  createUncertainScreens,
} from './features/queue/index.js';
import { createSettingsSwitch } from './features/settings/index.js';
import type { RoomsDeps, Services } from './services.js';

interface PostScreensPorts {
  lines: ReturnType<typeof createPostLines>;
  posting: ReturnType<typeof createPosting>;
}

/** As many of the newest creatives are offered for a single post. */
const SWAPS = 8;

/** Whether Herald may ask Telegram by a silent message, switched where its questions stand. */
function createAskingSwitch({ settings }: Services) {
  return createSettingsSwitch({
    settings,
    name: 'asksSilently',
    verb: 'queue.asks',
    words: {
      turnOn: { key: 'asks-silently-start' },
      turnOff: { key: 'asks-silently-stop' },
      isOn: { key: 'asks-silently-yes' },
      isOff: { key: 'asks-silently-no' },
    },
  });
}

/** The posts, and what people decide about them. */
export function createPostScreens(
  { clock, door }: RoomsDeps,
  services: Services,
  { lines, posting }: PostScreensPorts,
) {
  const { queue, notifications, team } = services;
  const queueScreens = createQueueScreens({ queue, clock, ...lines });
  const askSilently = createAskingSwitch(services);
  const strays = createStrayScreens({
    strays: services.strays,
    notifications,
    nameOf: team.nameOf,
    ...lines,
  });
  const uncertain = createUncertainScreens({
    decisions: createUncertainDecisions({ ...services, clock, onConfirmed: posting.recordSent }),
    notifications,
    door,
    find: queue.get,
    card: queueScreens.card,
    ...lines,
    fitsTime: posting.fitsTime,
  });
  const decisions = createPostDecisionScreens({
    decisions: services.decisions,
    clock,
    door,
    card: queueScreens.card,
    creativesFor: async () =>
      (await services.creatives.list())
        .slice(0, SWAPS)
        .map((one) => ({ id: one._id, label: creativeLabel(one) })),
  });
  queueScreens.needsYouSettings.add(askSilently.panel);
  queueScreens.needsYou.add(strays.panel);
  queueScreens.panels.add(posting.postPanel);
  return { queueScreens, askSilently, strays, uncertain, decisions };
}
