import type { Clock } from '@common/clock.js';
import { asChatId } from '@common/ids.js';
import type { Logger } from '@common/logger.js';
import type { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { setCommands } from './features/home/index.js';
import { isLookedIn } from './features/queue/index.js';
import { createClaimLinks } from './features/team/index.js';
import type { Duty } from './leader.js';
import type { Rooms } from './rooms.js';
import type { HeraldContext } from './telegram/context.js';
import type { DeadPresses } from './telegram/updates/dead-presses.js';
import { createGate } from './telegram/updates/gate.js';
import { createPolling } from './telegram/updates/polling.js';
import { updateRepo } from './telegram/updates/update.repo.js';
import { createUpdateSource, type Trouble } from './telegram/updates/update-source.js';

interface DutiesDeps {
  clock: Clock;
  log: Logger;
  /** Where admins are named, no claim link is offered. */
  adminIds: readonly number[];
  onClaimLink(link: string): void;
  bot: Bot<HeraldContext>;
  rooms: Rooms;
  deadPresses: DeadPresses;
  onLeading(): void;
  onTrouble(trouble: Trouble | null): void;
}

/** What the holder of the lease does, and nobody else. */
export function createDuties(deps: DutiesDeps): (() => Duty)[] {
  const { bot, rooms, clock, log, adminIds } = deps;
  const gate = createGate({
    clock,
    log,
    isTeam: async (telegramId) => (await rooms.team.actorOf(telegramId)) !== undefined,
    async takesAds(id) {
      const chatId = asChatId(id);
      const status = (await rooms.groups.byChat(chatId))?.status;
      return status === 'active' || status === 'paused' || isLookedIn(chatId);
    },
  });

  const updates = deps.deadPresses.sparing(updateRepo);

  function fetchUpdates(): Duty {
    const claims = createClaimLinks({ team: rooms.team, clock, log, show: deps.onClaimLink });
    function introduce(me: UserFromGetMe): void {
      bot.botInfo = me;
      if (adminIds.length === 0) claims.start(me.username);
      setCommands({ api: bot.api, log, admins: rooms.team.admins }).catch((error: unknown) =>
        log.warn({ err: error }, 'the commands could not be set'),
      );
      deps.onLeading();
    }
    const supplier = createUpdateSource({
      api: bot.api,
      updates,
      admit: gate,
      clock,
      log,
      onIntroduced: introduce,
      onTrouble: deps.onTrouble,
    });
    const polling = createPolling({ bot, supplier, updates, clock, log });
    polling.start();
    return {
      async stop() {
        claims.stop();
        await polling.stop();
      },
    };
  }

  const steadily = (worker: Duty & { start(): void }) => () => {
    worker.start();
    return worker;
  };
  return [
    steadily(rooms.loop),
    steadily(rooms.actions),
    steadily(rooms.notifications),
    steadily(rooms.sealer),
    fetchUpdates,
  ];
}
