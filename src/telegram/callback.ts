import type { Composer, Middleware } from 'grammy';
import { z } from 'zod';
import type { HeraldContext } from './context.js';
import type { CallbackButton } from './screen.js';

/** Telegram refuses callback data of more bytes with BUTTON_DATA_INVALID. */
const MAX_BYTES = 64;

/**
 * What a button says when pressed: `verb:id:rev`. The id names the thing; the revision is the one that the person
 * saw, so that a press on an old screen can be told from one on the present state. Other text may stand in the id's
 * place (a page of a list).
 */
export interface Press {
  id: string;
  rev: number;
}

/** The verb of a button: a room's name and what the button does, e.g. `campaign.pause`. */
export type Verb = `${string}.${string}`;

const pressSchema = z.object({
  id: z.string().regex(/^[^:]{0,48}$/),
  rev: z.coerce.number().int().min(0),
});

/** Callback data for a button. Throws when it would be longer than Telegram takes: a fault of ours, never of input. */
export function callbackData(verb: Verb, id: string, rev = 0): string {
  const data = `${verb}:${id}:${rev}`;
  if (Buffer.byteLength(data) > MAX_BYTES) throw new RangeError(`callback data too long: ${data}`);
  return data;
}

/** A button that acts on a thing. */
export function button(text: string, verb: Verb, id: string, rev = 0): CallbackButton {
  return { text, callback_data: callbackData(verb, id, rev) };
}

/** Reads callback data; undefined for what this verb never issued. */
export function readPress(verb: Verb, data: string): Press | undefined {
  const [head, id, rev, ...rest] = data.split(':');
  if (head !== verb || rest.length > 0) return undefined;
  const parsed = pressSchema.safeParse({ id, rev });
  return parsed.success ? parsed.data : undefined;
}

const handled = new Set<Verb>();

/** Every verb that something has been made to handle: what may be pressed, and has to be thought of. */
export function handledVerbs(): ReadonlySet<Verb> {
  return handled;
}

/** Whether something handles this data, if only by telling that its thing is gone. */
export function hasHandler(data: string): boolean {
  const verb = [...handled].find((one) => data.startsWith(`${one}:`));
  return verb !== undefined && readPress(verb, data) !== undefined;
}

/** Runs `handle` for presses of this verb, and no others. */
export function onPress<C extends HeraldContext>(
  composer: Composer<C>,
  verb: Verb,
  handle: (ctx: C, press: Press) => Promise<unknown>,
): void {
  handled.add(verb);
  const middleware: Middleware<C> = async (ctx, next) => {
    const press = ctx.callbackQuery?.data === undefined ? undefined : readPress(verb, ctx.callbackQuery.data);
    if (press) await handle(ctx, press);
    else await next();
  };
  composer.use(middleware);
}
