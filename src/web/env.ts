import type { HttpBindings } from '@hono/node-server';
import type { SignedIn, Visitor } from '../features/team/index.js';

/** What handlers find on a request's context. */
export interface WebEnv {
  Bindings: HttpBindings;
  Variables: {
    visitor: Visitor;
    /** Behind the door only. */
    me: SignedIn;
  };
}
