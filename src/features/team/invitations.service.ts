import type { Actor, Role } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import { inTransaction, type Tx } from '@common/db/index.js';
import { asTelegramUserId, type MagicLinkId, type TelegramUserId } from '@common/ids.js';
import type { MagicLink } from '@common/models/index.js';
import { done, isRefused, type Outcome, refuse } from '@common/outcome.js';
import type { Act } from '../audit/index.js';
import type { Joining, Newcomer } from './joining.js';
import { claimNotice, findMagicLink, openLinksOf, revokeMagicLink } from './magic-link.repo.js';
import type { IssuedLink, MagicLinks } from './magic-links.js';
import { teamActions } from './team.policy.js';
import { findByTelegramId, findUser } from './user.repo.js';

/** The card that tells an issuer that somebody opened an invitation that had run out. */
export const EXPIRED_CARD = 'team-expired';
/** The card that tells an issuer who has accepted. */
export const ACCEPTED_CARD = 'team-accepted';

/** What somebody is invited to, in the words of who is about to accept. */
export interface Invitation {
  role: Role;
  /** The issuer's name. */
  by: string;
}

export interface Invitations {
  /** The token is in the answer only. */
  invite(
    actor: Actor,
    id: MagicLinkId,
    whom: { role: Role; name: string | null },
  ): Promise<Outcome<IssuedLink>>;
  get(id: MagicLinkId): Promise<MagicLink | null>;
  /** Those that this person has issued and that can still be accepted, the newest first. */
  open(actor: Actor): Promise<MagicLink[]>;
  revoke(actor: Actor, id: MagicLinkId): Promise<Outcome<unknown>>;
  /** What the token invites to; undefined whatever is wrong with it. Its issuer learns of one that came too late. */
  look(token: string, telegramId: number): Promise<Invitation | undefined>;
  /** Makes the person a member: one person a link. */
  accept(token: string, newcomer: Newcomer): Promise<Outcome<Invitation>>;
}

/** Tells a person something once, in the transaction of its cause. */
export type Announce = (
  tx: Tx,
  card: { kind: string; thingId: string; thingRev: number; to: readonly TelegramUserId[] },
) => Promise<void>;

interface InvitationsDeps {
  act: Act;
  clock: Clock;
  links: MagicLinks;
  joining: Joining;
  announce: Announce;
}

/** Links have no revision: there is nothing to edit in one. What is secret of it stays here. */
function versioned({ tokenHash: _secret, ...link }: MagicLink) {
  return { ...link, rev: 0 };
}

export function createInvitations(deps: InvitationsDeps): Invitations {
  const { act, clock, links, joining, announce } = deps;
  const now = () => new Date(clock.now());

  async function tellTooLate({ _id, createdBy }: MagicLink): Promise<void> {
    const issuer = createdBy && (await findUser(createdBy));
    if (issuer?.status !== 'active') return;
    await inTransaction(async (tx) => {
      if (!(await claimNotice(_id, now(), tx))) return;
      await announce(tx, {
        kind: EXPIRED_CARD,
        thingId: _id,
        thingRev: 0,
        to: [issuer.telegramId],
      });
    });
  }

  /** The usable link behind a token, and what it invites to; an issuer who is no admin any more invites nobody. */
  async function usable(token: string, telegramId: number) {
    const presented = await links.present(token, 'invite', { telegramId });
    if ('expired' in presented) await tellTooLate(presented.expired);
    if (!('usable' in presented)) return undefined;
    const { createdBy, role } = presented.usable;
    const issuer = createdBy && (await findUser(createdBy));
    if (issuer?.status !== 'active' || issuer.role !== 'admin' || !role) return undefined;
    return { link: presented.usable, issuer, invitation: { role, by: issuer.name } };
  }

  return {
    async invite(actor, id, { role, name }) {
      let issued: Outcome<IssuedLink> = refuse({ key: 'link-invalid' });
      const outcome = await act.create(actor, teamActions.invite, {
        id,
        async create(tx) {
          issued = await links.issue({ id, purpose: 'invite', role, name, issuer: actor.userId }, tx);
          // What the audit log keeps of it is no secret.
          return isRefused(issued) ? issued : done({ role, name, expiresAt: issued.ok.link.expiresAt });
        },
      });
      return isRefused(outcome) ? outcome : issued;
    },
    get: (id) => findMagicLink(id),
    open: (actor) => openLinksOf(actor.userId, 'invite', now()),
    revoke: (actor, id) =>
      act.change(actor, teamActions.revoke, {
        id,
        load: async (tx) => {
          const link = await findMagicLink(id, tx);
          return link && versioned(link);
        },
        async change(tx) {
          const revoked = await revokeMagicLink(id, now(), tx);
          return revoked ? done(versioned(revoked)) : refuse({ key: 'refused-gone' });
        },
      }),
    look: async (token, telegramId) => (await usable(token, telegramId))?.invitation,
    async accept(token, newcomer) {
      const found = await usable(token, newcomer.id);
      if (!found) return refuse({ key: 'link-invalid' });
      const { link, issuer, invitation } = found;
      return inTransaction<Outcome<Invitation>>(
        async (tx) => {
          const known = await findByTelegramId(asTelegramUserId(newcomer.id), tx);
          if (known?.status === 'active') return refuse({ key: 'team-already' });
          // Who was disabled is let back in by an admin who knows it, not by a link.
          if (known?.status === 'disabled') return refuse({ key: 'link-invalid' });
          if (!(await links.take(link._id, { telegramId: newcomer.id }, tx)))
            return refuse({ key: 'link-invalid' });
          await joining.join(newcomer, invitation.role, 'chat:team.accept', tx);
          await announce(tx, {
            kind: ACCEPTED_CARD,
            thingId: link._id,
            thingRev: 0,
            to: [issuer.telegramId],
          });
          return done(invitation);
        },
        (outcome) => !isRefused(outcome),
      );
    },
  };
}
