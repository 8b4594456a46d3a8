import type { Actor } from '@common/actor.js';
import type { TakeDownThing } from '@common/db/collections/index.js';
import type { Tx } from '@common/db/index.js';
import type { CampaignId, CreativeId } from '@common/ids.js';
import { done, isRefused, type Outcome } from '@common/outcome.js';
import { type BrandService, brandRef } from '../brands/index.js';
import type { CampaignService } from '../campaigns/index.js';
import type { CreativeService } from '../creatives/index.js';
import type { PostsOf } from './post-history.repo.js';

interface ThingsDeps {
  creatives: Pick<CreativeService, 'get' | 'setTakenDown'>;
  campaigns: Pick<CampaignService, 'get' | 'setTakenDown' | 'idsOfBrand'>;
  brands: Pick<BrandService, 'get' | 'setTakenDown'>;
}

interface Thing {
  name: string;
  takenDownAt: Date | null;
}

/** What can be taken down, whatever it is. Ids come from buttons that name what they are of. */
export function createThings({ creatives, campaigns, brands }: ThingsDeps) {
  return {
    get({ kind, id }: TakeDownThing): Promise<Thing | null> {
      if (kind === 'creative') return creatives.get(id as CreativeId);
      if (kind === 'campaign') return campaigns.get(id as CampaignId);
      return brands.get(brandRef(kind, id));
    },

    async postsOf({ kind, id }: TakeDownThing, tx?: Tx): Promise<PostsOf> {
      if (kind === 'creative') return { creativeId: id as CreativeId };
      if (kind === 'campaign') return { campaignId: { $in: [id as CampaignId] } };
      const ref = brandRef(kind, id);
      const brand = ref.type === 'casino' ? { casinoId: ref.id } : { modelId: ref.id };
      return { campaignId: { $in: await campaigns.idsOfBrand(brand, tx) } };
    },

    async setTakenDown(
      actor: Actor,
      { kind, id }: TakeDownThing,
      at: Date | null,
      also: (tx: Tx) => Promise<void>,
    ): Promise<Outcome<Thing>> {
      const outcome: Outcome<Thing> =
        kind === 'creative'
          ? await creatives.setTakenDown(actor, id as CreativeId, at, also)
          : kind === 'campaign'
            ? await campaigns.setTakenDown(actor, id as CampaignId, at, also)
            : await brands.setTakenDown(actor, brandRef(kind, id), at, also);
      return isRefused(outcome) ? outcome : done(outcome.ok);
    },
  };
}

export type Things = ReturnType<typeof createThings>;
