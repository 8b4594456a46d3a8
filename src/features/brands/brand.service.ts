import type { Actor } from '@common/actor.js';
import type { Tx } from '@common/db/index.js';
import type { CasinoId, ModelId, UserId } from '@common/ids.js';
import type { CampaignType, Casino, Creator } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import { type Act, type Action, ADMIN_ONLY, ANYONE_IN_TEAM } from '../audit/index.js';
import {
  findCasino,
  findCreator,
  insertCasino,
  insertCreator,
  listCasinos,
  listCreators,
  stampCasino,
  stampCreator,
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
  createdBy: UserId;
  rev: number;
}

const create = { name: 'brand.create', row: ANYONE_IN_TEAM } as const;
const ACTIONS = {
  onlyfans: { ...create, entityType: 'model' },
  casino: { ...create, entityType: 'casino' },
} as const satisfies Record<CampaignType, Action>;

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
  const { _id, brand, riskLevel } = casino;
  return { ...shared(casino), _id, ref: { type: 'casino', id: _id }, name: brand, riskLevel };
}

function ofCreator(creator: Creator): Brand {
  const { _id, name } = creator;
  return { ...shared(creator), _id, ref: { type: 'onlyfans', id: _id }, name };
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

  return {
    get,
    list: async (type) =>
      type === 'casino' ? (await listCasinos()).map(ofCasino) : (await listCreators()).map(ofCreator),
    setTakenDown(actor, ref, at, also) {
      const entityType = ref.type === 'casino' ? 'casino' : 'model';
      // Its campaigns may be several people's.
      const action = { name: at ? 'brand.take-down' : 'brand.allow', row: ADMIN_ONLY, entityType } as const;
      return act.change(actor, action, {
        load: (tx) => get(ref, tx),
        async change(tx, before) {
          if (Boolean(before.takenDownAt) === Boolean(at)) return refuse({ key: 'refused-stale' });
          const { rev } = before;
          const stamped =
            ref.type === 'casino'
              ? await stampCasino({ _id: ref.id, rev }, at, tx)
              : await stampCreator({ _id: ref.id, rev }, at, tx);
          if (!stamped) return refuse({ key: 'refused-stale' });
          await also(tx);
          return done({ ...before, takenDownAt: at, rev: rev + 1 });
        },
      });
    },
    create: (actor, ref, { name, url }) =>
      act.create(actor, ACTIONS[ref.type], {
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
