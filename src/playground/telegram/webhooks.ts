import type { WebhookInfo } from '@grammyjs/types';
import type { TelegramClock } from './clock.js';
import { badRequest } from './errors.js';
import type { UpdateQueue } from './updates.js';

export interface WebhookOptions {
  url: string;
  /** Comes back in a header of each delivery. */
  secretToken: string | undefined;
  allowed: string[] | undefined;
  maxConnections: number;
}

export interface Webhook {
  readonly url: string;
  /** Throws Telegram's refusal of a bad address or secret. */
  set(options: WebhookOptions): void;
  remove(): void;
  info(): WebhookInfo;
}

interface WebhookDeps {
  clock: TelegramClock;
  updates: UpdateQueue;
  /** Carries out a call that the bot gave as its answer to a delivery. */
  call(method: string, params: Record<string, unknown>): Promise<unknown>;
}

const SECRET = /^[\w-]{1,256}$/;
/** Plain HTTP is taken from this machine only, as by a Bot API server of one's own. */
const ADDRESS = /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const PATIENCE_MS = 60_000;
const POLL_S = 50;

/** Delivers updates one after the other to an address, again and again until it answers 2xx. */
export function createWebhook({ clock, updates, call }: WebhookDeps): Webhook {
  let options: WebhookOptions | undefined;
  let lastError: Pick<WebhookInfo, 'last_error_date' | 'last_error_message'> = {};

  /** The answer may itself be a call: its name stands beside its parameters. */
  async function carryOutAnswer(response: Response): Promise<void> {
    const answer: unknown = await response.json().catch(() => undefined);
    if (typeof answer !== 'object' || answer === null || !('method' in answer)) return;
    const { method, ...params } = answer;
    await call(String(method), params).catch(() => undefined);
  }

  async function post(target: WebhookOptions, body: unknown): Promise<boolean> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (target.secretToken !== undefined) headers['x-telegram-bot-api-secret-token'] = target.secretToken;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(target.url, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal,
      });
      if (!response.ok) throw new Error(`Wrong response from the webhook: ${response.status}`);
      await carryOutAnswer(response);
      return true;
    } catch (error) {
      const last_error_message = error instanceof Error ? error.message : String(error);
      lastError = { last_error_date: Math.floor(clock.now() / 1000), last_error_message };
      return false;
    }
  }

  async function deliver(target: WebhookOptions, update: unknown): Promise<void> {
    let wait = FIRST_WAIT_MS;
    while (options === target && !(await post(target, update))) {
      await new Promise<void>((resolve) => void clock.at(clock.now() + wait, resolve));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }

  async function follow(target: WebhookOptions): Promise<void> {
    let offset: number | undefined;
    while (options === target) {
      const [update] = await updates.get({
        limit: 1,
        timeout: POLL_S,
        ...(offset !== undefined && { offset }),
        ...(target.allowed && { allowed: target.allowed }),
      });
      if (!update || options !== target) continue;
      await deliver(target, update);
      // What was not delivered stays for whoever comes next.
      if (options === target) offset = update.update_id + 1;
    }
  }

  return {
    get url() {
      return options?.url ?? '';
    },
    set(next) {
      if (!ADDRESS.test(next.url) || !URL.canParse(next.url))
        throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
      if (next.secretToken !== undefined && !SECRET.test(next.secretToken))
        throw badRequest('secret token contains unallowed characters');
      updates.terminate();
      options = next;
      lastError = {};
      // A poll that takes over ends this one with a refusal.
      follow(next).catch(() => undefined);
    },
    remove() {
      options = undefined;
      updates.close();
    },
    info: () => ({
      url: options?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.pending(),
      ...(options && { max_connections: options.maxConnections }),
      ...(options?.allowed && {
        allowed_updates: options.allowed as NonNullable<WebhookInfo['allowed_updates']>,
      }),
      ...lastError,
    }),
  };
}
