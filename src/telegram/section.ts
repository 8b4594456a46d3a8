import type { Actor } from '@common/actor.js';
import type { Message } from '@common/i18n/index.js';
import type { TeamContext } from './context.js';

/** A button on Home, and what it opens. */
export interface Section {
  id: string;
  label: Message;
  /** What stands behind the label, e.g. how many wait; 0 shows nothing. */
  count?(actor: Actor): Promise<number>;
  visible?(actor: Actor): boolean;
  open(ctx: TeamContext): Promise<unknown>;
}
