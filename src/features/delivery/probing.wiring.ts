import type { Clock } from '@common/clock.js';
import type { Fence } from '@common/db/lease.js';
import { t } from '@common/i18n/index.js';
import type { Logger } from '@common/logger.js';
import type { Payload, TelegramGroup } from '@common/models/index.js';
import type { Api } from 'grammy';
import type { GroupService } from '../groups/index.js';
import type { Outages } from '../queue/index.js';
import type { SettingsService } from '../settings/index.js';
import type { Acks } from './ack.service.js';
import type { EngineMetrics } from './engine-metrics.js';
import { createLooks } from './looks.js';
import type { Pacing } from './pacing.js';
import { createProber } from './prober.js';
import { createWitness } from './witness.composer.js';

interface ProbingDeps {
  /** Touches posts: its client repeats nothing. */
  api: Api;
  sendTimeoutMs: number;
  settleMs: number;
  clock: Clock;
  log: Logger;
  fence: Fence;
  acks: Acks;
  pacing: Pacing;
  metrics: EngineMetrics;
  settings: SettingsService;
  groups: GroupService;
  outages: Outages;
  nudge(): void;
  nudgeActions(): void;
}

/** Everything that finds out what became of posts whose sending nobody answered. */
export function createProbing(deps: ProbingDeps) {
  const { api, log, settings, groups, outages } = deps;
  const witness = createWitness({
    ...deps,
    noteMessages: groups.noteMessages,
    timeoutMs: deps.sendTimeoutMs,
  });

  async function ask({ chatId, topicId }: TelegramGroup): Promise<void> {
    const message = await api.sendMessage(chatId, t('en', 'probe-question'), {
      disable_notification: true,
      ...(topicId !== null && { message_thread_id: topicId }),
    });
    await witness.noteOwn(message);
    await api
      .deleteMessage(chatId, message.message_id)
      .catch((error: unknown) => log.warn({ err: error, chatId }, 'a silent message stays'));
  }

  /** An album has no keyboard: its marker stands in the caption of its first item. */
  function dress(chatId: number, messageId: number, payload: Payload) {
    if (payload.method !== 'sendMediaGroup')
      return api.editMessageReplyMarkup(chatId, messageId, { reply_markup: payload.reply_markup });
    const { caption, caption_entities } = payload;
    return api.editMessageCaption(chatId, messageId, { caption, caption_entities });
  }

  const prober = createProber({
    ...deps,
    groups,
    ask,
    timeoutMs: deps.sendTimeoutMs,
    hold: outages.hold,
    mayAsk: async () => {
      const { stopped, asksSilently } = await settings.read();
      return asksSilently && stopped === null;
    },
    dress,
  });
  return { looks: createLooks({ ...deps, prober }), witness };
}
