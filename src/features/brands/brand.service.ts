import type { Actor } from '@common/actor.js';
import type { Tx } from '@common/db/index.js';
import type { CasinoId, ModelId, UserId } from '@common/ids.js';
import type { CampaignType, Casino, Creator } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Act } from '../audit/index.js';
import { brandActions } from './brand.policy.js';
import {
  findCasino,
  findCreator,
  insertCasino,
  insertCreator,
  listCasinos,
  listCreators,
  updateCasino,
  updateCreator,
} from './brand.repo.js';
import type { Advertisable } from './brand.rules.js';

/** Who is advertised: a creator or a casino. */
export type BrandRef = { type: 'onlyfans'; id: ModelId } | { type: 'casino'; id: CasinoId };

export interface Brand extends Advertisable {
  _id: ModelId | CasinoId;
  ref: BrandRef;
  name: string;
  url: string;
  takenDownAt: Date | null;
  /** When somebody saw a creator's proof of age; null of a casino, which needs none. */
  verified18At: Date | null;
  createdBy: UserId;
  rev: number;
}

/** What admins decide about a brand. */
export type BrandChange = Partial<
  Pick<Creator, 'verified18At' | 'geos'> & Pick<Casino, 'riskLevel' | 'licences'>
>;

export interface BrandService {
  list(type: CampaignType): Promise<Brand[]>;
  get(ref: BrandRef, tx?: Tx): Promise<Brand | null>;
  /** Nothing of it is posted from `at` on, or (null) it may be again; `also` belongs to the same transaction. */
  setTakenDown(
    actor: Actor,
    ref: BrandRef,
    at: Date | null,
    also: (tx: Tx) => Promise<void>,
  ): Promise<Outcome<Brand>>;
  /** Says where and whether it may be advertised. */
  decide(actor: Actor, ref: BrandRef, rev: number, change: BrandChange): Promise<Outcome<Brand>>;
  create(actor: Actor, ref: BrandRef, brand: Pick<Brand, 'name' | 'url'>): Promise<Outcome<Brand>>;
}

/** The id of a brand of this type, which came as a text. */
export function brandRef(type: CampaignType, id: string): BrandRef {
  return type === 'casino' ? { type, id: id as CasinoId } : { type, id: id as ModelId };
}

/** What creators and casinos have in common. */
function shared({ url, status, geos, takenDownAt, createdBy, rev }: Casino | Creator) {
  return { url, status, geos, takenDownAt, createdBy, rev };
}

function ofCasino(casino: Casino): Brand {
  const { _id, brand, riskLevel, licences } = casino;
  const ref = { type: 'casino', id: _id } as const;
  return { ...shared(casino), _id, ref, name: brand, riskLevel, licences, verified18At: null };
}

function ofCreator(creator: Creator): Brand {
  const { _id, name, verified18At } = creator;
  return { ...shared(creator), _id, ref: { type: 'onlyfans', id: _id }, name, verified18At };
}

export function createBrandService({ act }: { act: Act }): BrandService {
  async function get(ref: BrandRef, tx?: Tx): Promise<Brand | null> {
    if (ref.type === 'casino') {
      const casino = await findCasino(ref.id, tx);
      return casino && ofCasino(casino);
    }
    const creator = await findCreator(ref.id, tx);
    return creator && ofCreator(creator);
  }

  /** Null when it was changed meanwhile. */
  async function update(
    ref: BrandRef,
    rev: number,
    { verified18At, riskLevel, licences, ...both }: BrandChange & { takenDownAt?: Date | null },
    tx: Tx,
  ): Promise<Brand | null> {
    if (ref.type === 'casino') {
      const own = { ...(riskLevel && { riskLevel }), ...(licences && { licences }) };
      const casino = await updateCasino({ _id: ref.id, rev }, { ...both, ...own }, tx);
      return casino && ofCasino(casino);
    }
    const own = verified18At === undefined ? {} : { verified18At };
    const creator = await updateCreator({ _id: ref.id, rev }, { ...both, ...own }, tx);
    return creator && ofCreator(creator);
  }

  return {
    get,
    decide: (actor, ref, rev, change) =>
      act.change(actor, brandActions[ref.type].decide, {
        id: ref.id,
        rev,
        load: (tx) => get(ref, tx),
        async change(tx, before) {
          const after = await update(ref, before.rev, change, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),
    list: async (type) =>
      type === 'casino' ? (await listCasinos()).map(ofCasino) : (await listCreators()).map(ofCreator),
    setTakenDown(actor, ref, at, also) {
      const { takeDown, allow } = brandActions[ref.type];
      return act.change(actor, at ? takeDown : allow, {
        id: ref.id,
        load: (tx) => get(ref, tx),
        async change(tx, before) {
          if (Boolean(before.takenDownAt) === Boolean(at)) return refuse({ key: 'refused-stale' });
          const after = await update(ref, before.rev, { takenDownAt: at }, tx);
          if (!after) return refuse({ key: 'refused-stale' });
          await also(tx);
          return done(after);
        },
      });
    },
    create: (actor, ref, { name, url }) =>
      act.create(actor, brandActions[ref.type].create, {
        id: ref.id,
        async create(tx) {
          const known = await get(ref, tx);
          if (known) return done(known);
          const made = { url, createdBy: actor.userId };
          return done(
            ref.type === 'casino'
              ? ofCasino(await insertCasino({ _id: ref.id, brand: name, ...made }, tx))
              : ofCreator(await insertCreator({ _id: ref.id, name, ...made }, tx)),
          );
        },
      }),
  };
}
