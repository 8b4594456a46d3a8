import type { Actor, Role } from '@common/actor.js';
import type { Message } from '@common/i18n/index.js';
import type { UserId } from '@common/ids.js';
import type {
  Campaign,
  Casino,
  Creative,
  Creator,
  Deal,
  EntityType,
  ScheduledPost,
  TelegramGroup,
  User,
} from '@common/models/index.js';

/** How far a role reaches: to nothing, to what it made itself, or to everything. */
export type Reach = 'none' | 'own' | 'any';

/** Who may do an action, by role. */
export type PolicyRow = Record<Role, Reach>;

export const ANYONE_IN_TEAM: PolicyRow = { admin: 'any', operator: 'any' };
export const OWNER_OR_ADMIN: PolicyRow = { admin: 'any', operator: 'own' };
export const ADMIN_ONLY: PolicyRow = { admin: 'any', operator: 'none' };

/** What can be in a state, and the states of each. */
interface Things {
  user: User;
  group: TelegramGroup;
  campaign: Campaign;
  creative: Creative;
  post: ScheduledPost;
  model: Creator;
  casino: Casino;
  deal: Deal;
}
type StateOf<Type extends EntityType> = Type extends keyof Things ? Things[Type]['status'] : never;

interface RowOf<Type extends EntityType> {
  /** As it stands in the audit log: the room, a dot, and what is done. */
  name: `${string}.${string}`;
  row: PolicyRow;
  entityType: Type;
  /** States of the thing from which it is allowed; left out: from each. */
  from?: readonly StateOf<Type>[];
  /** Why not from another one, where the room has better words than these. */
  otherwise?: Message;
}

/** One row of the policy table. */
type ActionRow = { [Type in EntityType]: RowOf<Type> }[EntityType];

declare const inTheTable: unique symbol;
/** Only `policies` gives it. */
interface InTheTable {
  readonly [inTheTable]: true;
}

/** An action of the policy table: nothing else can be acted with. */
export type Action = ActionRow & InTheTable;

/** A room's rows of the policy table; src/policies.ts joins them. */
export function policies<const Rows extends Record<string, ActionRow>>(
  rows: Rows,
): { readonly [Key in keyof Rows]: Rows[Key] & InTheTable } {
  return rows as { readonly [Key in keyof Rows]: Rows[Key] & InTheTable };
}

/** What is done by people outside the team, or by Herald itself: nobody is asked whether they may. */
export interface Happening {
  name: `${string}.${string}`;
  entityType: EntityType;
}

/** Whether the role reaches so far; without an owner given it is about a new thing, which is always one's own. */
export function allows(
  row: PolicyRow,
  { role, userId }: Pick<Actor, 'role' | 'userId'>,
  owner: UserId | null = userId,
): boolean {
  const reach = row[role];
  return reach === 'any' || (reach === 'own' && owner === userId);
}

/** A thing as far as policies look at it. */
export interface Regarded {
  /** Absent of what is nobody's in particular. */
  createdBy?: UserId | null;
  status?: string;
}

/** Why the actor may not do it to this thing as it stands; null when they may. */
export function refusalOf(
  { row, from, otherwise }: Pick<ActionRow, 'row' | 'from' | 'otherwise'>,
  actor: Pick<Actor, 'role' | 'userId'>,
  thing: Regarded = { createdBy: actor.userId },
): Message | null {
  if (!allows(row, actor, thing.createdBy ?? null))
    return row[actor.role] === 'own' ? { key: 'refused-not-yours' } : { key: 'refused-role' };
  const states: readonly string[] | undefined = from;
  if (!states || thing.status === undefined || states.includes(thing.status)) return null;
  return otherwise ?? { key: 'refused-state' };
}

/** Whether a button for it is shown: what would be refused is not offered. */
export function may(actor: Pick<Actor, 'role' | 'userId'>, action: Action, thing?: Regarded): boolean {
  return refusalOf(action, actor, thing) === null;
}
