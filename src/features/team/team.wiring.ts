import type { Clock } from '@common/clock.js';
import type { Act } from '../audit/index.js';
import { type Announce, createInvitations } from './invitations.service.js';
import { createJoining } from './joining.js';
import { createMagicLinks } from './magic-links.js';
import { createMembers } from './members.service.js';
import { createSessions } from './sessions.service.js';
import { createTeamService } from './team.service.js';

interface TeamRoomDeps {
  act: Act;
  clock: Clock;
  /** IANA zone of new people. */
  timezone: string;
  announce: Announce;
}

/** Who is on the team, who may come, and the one-time links of all kinds. */
export function createTeamRoom({ act, clock, timezone, announce }: TeamRoomDeps) {
  const links = createMagicLinks({ clock });
  const joining = createJoining({ clock, defaultTimezone: timezone });
  const members = createMembers({ act, clock });
  const sessions = createSessions({ act, clock, links, announce });
  members.onShutOut.add(sessions.shutOut);
  return {
    links,
    joining,
    team: createTeamService({ clock, links, joining }),
    members,
    sessions,
    invitations: createInvitations({ act, clock, links, joining, announce }),
  };
}
