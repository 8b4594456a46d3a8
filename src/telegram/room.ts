import type { Actor } from '@common/actor.js';
import type { Message } from '@common/i18n/index.js';
import type { Middleware } from 'grammy';
import type { HeraldContext, TeamContext } from './context.js';
import type { AnyDialog } from './dialog/dialog.js';

/** A button on Home, and what it opens. */
export interface Section {
  id: string;
  label: Message;
  /** What stands behind the label, e.g. how many wait; 0 shows nothing. */
  count?(actor: Actor): Promise<number>;
  visible?(actor: Actor): boolean;
  open(ctx: TeamContext): Promise<unknown>;
}

/** What a feature hands to the app: its handlers, its dialogs, its place on Home. */
export interface Room {
  composer?: Middleware<HeraldContext>;
  dialogs?: readonly AnyDialog[];
  section?: Section;
}
