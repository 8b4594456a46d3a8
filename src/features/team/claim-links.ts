import type { Cancel, Clock } from '@common/clock.js';
import type { Logger } from '@common/logger.js';
import { deepLinkUrl } from '../../telegram/deep-link.js';
import { createMagicLinks, issueClaimToken, LINK_LIFE_MS } from './magic-links.js';
import type { TeamService } from './team.service.js';
import { hasAdmin } from './user.repo.js';

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
    alarm = clock.at(clock.now() + LINK_LIFE_MS, () => start(botUsername));
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

interface ClaimLinkDeps {
  clock: Clock;
  botUsername: string;
}

/** A link to the first admin, made beside a running Herald; undefined where there is an admin. */
export async function issueClaimLink({ clock, botUsername }: ClaimLinkDeps): Promise<string | undefined> {
  if (await hasAdmin()) return undefined;
  const token = await issueClaimToken(createMagicLinks({ clock }));
  return deepLinkUrl(botUsername, { purpose: 'claim', token });
}
