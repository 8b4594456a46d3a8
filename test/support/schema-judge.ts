import { Ajv, type ValidateFunction } from 'ajv';
import { expect, onTestFinished } from 'vitest';
import type { LocalTelegram, ObservedCall } from '../../src/playground/telegram/index.js';
import { botApiSchema } from './bot-api-schema.js';

const ajv = new Ajv({ strict: false, allErrors: false, verbose: false });
ajv.addSchema(await botApiSchema(), 'bot-api');
const validators = new Map<string, ValidateFunction | undefined>();

/** The validator of what a method takes or gives; undefined where the types know no such method. */
function validatorOf(side: 'Requests' | 'Answers', method: string): ValidateFunction | undefined {
  const path = `bot-api#/definitions/${side}/properties/${method}`;
  if (!validators.has(path)) validators.set(path, ajv.getSchema(path));
  return validators.get(path);
}

/** Tests of the server itself make calls that no client of a bot would. */
type Judged = 'bot and server' | 'server';

export function faultsOf({ method, params, typed, status, answer }: ObservedCall, judged: Judged): string[] {
  const faults: string[] = [];
  const check = (side: 'Requests' | 'Answers', value: unknown) => {
    const validate = validatorOf(side, method);
    // What is thrown over the wire is JSON: undefined fields are not there.
    if (!validate || validate(JSON.parse(JSON.stringify(value)))) return;
    const [error] = validate.errors ?? [];
    faults.push(
      `${side} ${method}${error?.instancePath}: ${error?.message} ${JSON.stringify(error?.params)}`,
    );
  };
  if (judged === 'bot and server' && typed && status === 200) check('Requests', params);
  if (status === 200 && typeof answer === 'object' && answer !== null && 'result' in answer)
    check('Answers', answer.result);
  return faults;
}

/**
 * Holds every answer and update of a local Telegram, and every request that a bot makes, against types that we did not
 * write; what does not fit fails the test at its end.
 */
export function judgeBySchema(telegram: LocalTelegram, judged: Judged = 'bot and server'): void {
  const faults = new Set<string>();
  telegram.observe((call) => {
    for (const fault of faultsOf(call, judged)) faults.add(fault);
  });
  onTestFinished(() => expect([...faults]).toEqual([]));
}
