import { t } from '@common/i18n/index.js';
import { isId, type PostId } from '@common/ids.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import type { HeraldContext } from '../../telegram/context.js';
import { toast } from '../../telegram/screen.js';
import type { BrandService } from '../brands/index.js';
import { brandOf, type CampaignService } from '../campaigns/index.js';
import { AD_VERB } from '../creatives/index.js';
import { findPost } from '../queue/index.js';

interface AdvertiserDeps {
  campaigns: Pick<CampaignService, 'get'>;
  brands: Pick<BrandService, 'get'>;
}

/** Tells whoever taps an ad's marker, in the team or not, who advertises. */
export function adMarkerComposer({ campaigns, brands }: AdvertiserDeps): Composer<HeraldContext> {
  async function advertiserOf(id: string): Promise<string | undefined> {
    const post = isId<PostId>(id) ? await findPost(id) : null;
    const campaign = post && (await campaigns.get(post.campaignId));
    return campaign ? (await brands.get(brandOf(campaign)))?.name : undefined;
  }

  const composer = new Composer<HeraldContext>();
  onPress(composer, AD_VERB, async (ctx, { id }) => {
    const brand = await advertiserOf(id);
    await toast(ctx, brand ? t(ctx.locale, 'ad-who', { brand }) : t(ctx.locale, 'ad-who-preview'));
  });
  return composer;
}
