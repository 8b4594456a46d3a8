import type { Cancel, Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import { deepLinkUrl } from '../../telegram/deep-link.js';
import type { TeamService } from './team.service.js';

const FRESH_MS = 15 * 60_000;

interface ClaimLinksDeps {
  team: Pick<TeamService, 'isUnclaimed' | 'issueClaim'>;
  clock: Clock;
  log: Logger;
  /** Shows the link where only the owner of the machine sees it. */
  show(link: string): void;
}

/** Offers a one-time link to the first admin, a fresh one whenever the last has run out, until somebody has claimed. */
export function createClaimLinks({ team, clock, log, show }: ClaimLinksDeps) {
  let alarm: Cancel | undefined;
  let stopped = false;

  async function offer(botUsername: string): Promise<void> {
    if (stopped || !(await team.isUnclaimed())) return;
    show(deepLinkUrl(botUsername, { purpose: 'claim', token: await team.issueClaim() }));
    alarm = clock.at(clock.now() + FRESH_MS, () => start(botUsername));
  }

  function start(botUsername: string): void {
    offer(botUsername).catch((error: unknown) => log.error({ err: error }, 'no claim link could be made'));
  }

  return {
    start,
    stop() {
      stopped = true;
      alarm?.();
    },
  };
}
