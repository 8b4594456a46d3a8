import type { Actor, Role } from '@common/actor.js';
import type { UserId } from '@common/ids.js';

/** How far a role reaches: to nothing, to what it made itself, or to everything. */
export type Reach = 'none' | 'own' | 'any';

/** One row of the policy table: who may do an action. */
export type PolicyRow = Record<Role, Reach>;

export const ANYONE_IN_TEAM: PolicyRow = { admin: 'any', operator: 'any' };
export const OWNER_OR_ADMIN: PolicyRow = { admin: 'any', operator: 'own' };
export const ADMIN_ONLY: PolicyRow = { admin: 'any', operator: 'none' };

/** Whether the actor may do it to a thing of this owner; a new thing is always one's own. */
export function allows(row: PolicyRow, actor: Actor, owner: UserId = actor.userId): boolean {
  const reach = row[actor.role];
  return reach === 'any' || (reach === 'own' && owner === actor.userId);
}
