import { FIELDS } from './audit-fields.js';
import { createAuditNames } from './audit-names.js';
import { countEntriesBefore, createAuditScreens, oldestEntryAt } from './features/audit/index.js';
import type { createPostLines } from './features/queue/index.js';
import { auditDaysComposer } from './features/settings/index.js';
import { createProfileScreens, createSessionScreens, createTeamScreens } from './features/team/index.js';
import type { RoomsDeps, Services } from './services.js';

/** The team, everybody's own profile, and what people did. */
export function createPeopleScreens(
  deps: RoomsDeps,
  services: Services,
  lines: ReturnType<typeof createPostLines>,
) {
  const { clock, door } = deps;
  const { notifications } = services;
  const audit = createAuditScreens({
    ...services,
    clock,
    door,
    names: createAuditNames({ ...services, ...lines }),
    fields: FIELDS,
  });
  const auditDays = auditDaysComposer({
    ...services,
    clock,
    auditLog: { oldest: oldestEntryAt, countBefore: countEntriesBefore },
  });
  const teamScreens = createTeamScreens({ ...services, door, botUsername: deps.botUsername });
  const profile = createProfileScreens({ ...services, clock, door });
  const signedIn = createSessionScreens({ ...services, webAddress: deps.webAddress });
  for (const [kind, draw] of Object.entries({ ...teamScreens.cards, ...signedIn.cards }))
    notifications.define(kind, draw);
  profile.panels.add(signedIn.profilePanel);
  return { audit, auditDays, teamScreens, profile, signedIn };
}
