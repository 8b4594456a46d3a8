import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, refusal } from './answers.js';
import type { TelegramClock } from './clock.js';
import { TelegramError, tooManyRequests } from './errors.js';
import { removed } from './rights.js';
import type { SimFault } from './sim-protocol.js';
import type { ChatState } from './world.js';

/** How a call ends: with an answer, with a connection that breaks, or not at all. */
export type Ending = { answer: Answer } | { cut: Answer | undefined } | { hang: true };

const BAD_GATEWAY: Answer = {
  status: 502,
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
};

/** Ends a call as its fault says; `carryOut` does what the call asks for. */
export async function endWithFault(
  fault: SimFault,
  chat: Pick<ChatState, 'kind'> | undefined,
  carryOut: () => Promise<Answer>,
  clock: Pick<TelegramClock, 'now' | 'at'>,
): Promise<Ending> {
  switch (fault.kind) {
    case 'forbidden':
      return { answer: refusal(removed(chat ?? { kind: 'group' })) };
    case 'refused':
      return { answer: refusal(new TelegramError(fault.code, fault.description)) };
    case 'tooManyRequests':
      return { answer: refusal(tooManyRequests(fault.retryAfter)) };
    case 'serverError':
      return { answer: refusal(new TelegramError(500, 'Internal Server Error')) };
    case 'badGateway':
      if (fault.accepted) await carryOut();
      return { answer: BAD_GATEWAY };
    case 'hang':
      return { hang: true };
    case 'cutBeforeAccept':
      return { cut: undefined };
    case 'cutAfterAccept':
      return { cut: await carryOut() };
    case 'slow': {
      const answer = await carryOut();
      await delay(fault.ms);
      return { answer };
    }
    case 'late':
      clock.at(clock.now() + fault.ms, () => void carryOut());
      return { hang: true };
    case 'loseConfirmation':
      return { answer: await carryOut() };
  }
}
