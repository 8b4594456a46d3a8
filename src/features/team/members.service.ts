import type { Actor, Role } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { HandOver, Tx } from '@common/db/index.js';
import type { TelegramUserId, UserId } from '@common/ids.js';
import type { User } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import type { Act, Action } from '../audit/index.js';
import { revokeLinksOf } from './magic-link.repo.js';
import { teamActions } from './team.policy.js';
import { findByTelegramId, findUser, listMembers, touchAdmins, updateUser } from './user.repo.js';

/** What a person sets for themselves. */
export type Profile = Partial<Pick<User, 'locale' | 'timezone' | 'notify'>>;

export interface Members {
  /** Everybody who has not been removed, in the order in which they came. */
  list(): Promise<User[]>;
  get(id: UserId): Promise<User | null>;
  byTelegramId(id: TelegramUserId): Promise<User | null>;
  setRole(actor: Actor, id: UserId, rev: number, role: Role): Promise<Outcome<User>>;
  disable(actor: Actor, id: UserId, rev: number): Promise<Outcome<User>>;
  enable(actor: Actor, id: UserId, rev: number): Promise<Outcome<User>>;
  /** Their things go to the admin who removes them, and keep running. */
  remove(actor: Actor, id: UserId, rev: number): Promise<Outcome<User>>;
  setProfile(actor: Actor, rev: number, profile: Profile): Promise<Outcome<User>>;
  /** Told of every person whose rights became others: what they have open ends. */
  onChanged: Set<(user: User) => Promise<unknown>>;
  /** What hands things over when a person is removed. */
  handOvers: Set<HandOver>;
  /** What ends, in the same transaction, when somebody may do nothing any more. */
  onShutOut: Set<(id: UserId, tx: Tx) => Promise<unknown>>;
}

export function createMembers({ act, clock }: { act: Act; clock: Clock }): Members {
  const onChanged: Members['onChanged'] = new Set();
  const onShutOut: Members['onShutOut'] = new Set();
  const handOvers: Members['handOvers'] = new Set();

  /** A person is their own thing. */
  async function load(id: UserId, tx: Tx): Promise<(User & { createdBy: UserId }) | null> {
    const user = await findUser(id, tx);
    return user && { ...user, createdBy: user._id };
  }

  async function store(before: User, change: Partial<User>, tx: Tx) {
    const after = await updateUser(before, change, tx);
    return after ? done({ ...after, createdBy: after._id }) : refuse({ key: 'refused-stale' });
  }

  /** Whether the team is left without an admin who can act, if this one goes. */
  async function isLastAdmin(user: User, tx: Tx): Promise<boolean> {
    return user.role === 'admin' && user.status === 'active' && (await touchAdmins(tx)) === 1;
  }

  async function shutOut(id: UserId, tx: Tx): Promise<void> {
    await revokeLinksOf(id, new Date(clock.now()), tx);
    for (const end of onShutOut) await end(id, tx);
  }

  /** A change of what somebody may do: what they have open ends. */
  async function regulate(...how: Parameters<typeof change>): Promise<Outcome<User>> {
    const outcome = await change(...how);
    if (!isRefused(outcome)) for (const tell of onChanged) await tell(outcome.ok);
    return outcome;
  }

  async function change(
    actor: Actor,
    action: Action,
    target: { id: UserId; rev: number },
    alter: (before: User, tx: Tx) => Promise<Outcome<Partial<User>>>,
  ): Promise<Outcome<User>> {
    return act.change(actor, action, {
      id: target.id,
      load: (tx) => load(target.id, tx),
      rev: target.rev,
      async change(tx, before) {
        const wanted = await alter(before, tx);
        return isRefused(wanted) ? wanted : store(before, wanted.ok, tx);
      },
    });
  }

  return {
    onChanged,
    onShutOut,
    handOvers,
    list: listMembers,
    get: (id) => findUser(id),
    byTelegramId: (id) => findByTelegramId(id),
    setRole: (actor, id, rev, role) =>
      regulate(actor, teamActions.role, { id, rev }, async (before, tx) => {
        if (before.status === 'removed') return refuse({ key: 'refused-gone' });
        if (role !== 'admin' && (await isLastAdmin(before, tx))) return refuse({ key: 'team-last-admin' });
        return done({ role });
      }),
    disable: (actor, id, rev) =>
      regulate(actor, teamActions.disable, { id, rev }, async (before, tx) => {
        if (before.status !== 'active') return refuse({ key: 'refused-stale' });
        if (await isLastAdmin(before, tx)) return refuse({ key: 'team-last-admin' });
        await shutOut(id, tx);
        return done({ status: 'disabled' });
      }),
    enable: (actor, id, rev) =>
      regulate(actor, teamActions.enable, { id, rev }, async (before) =>
        before.status === 'disabled' ? done({ status: 'active' }) : refuse({ key: 'refused-stale' }),
      ),
    remove: (actor, id, rev) =>
      regulate(actor, teamActions.remove, { id, rev }, async (before, tx) => {
        if (before.status === 'removed') return refuse({ key: 'refused-gone' });
        if (id === actor.userId) return refuse({ key: 'team-not-yourself' });
        if (await isLastAdmin(before, tx)) return refuse({ key: 'team-last-admin' });
        await shutOut(id, tx);
        for (const handOver of handOvers) await handOver(id, actor.userId, tx);
        return done({ status: 'removed' });
      }),
    setProfile: (actor, rev, profile) =>
      change(actor, teamActions.profile, { id: actor.userId, rev }, async () => done(profile)),
  };
}
