import { t } from '@common/i18n/index.js';
import { isId, type PostId } from '@common/ids.js';
import { Composer } from 'grammy';
import { onPress } from '../../telegram/callback.js';
import type { HeraldContext } from '../../telegram/context.js';
import { readDeepLink } from '../../telegram/deep-link.js';
import { toast } from '../../telegram/screen.js';
import type { BrandService } from '../brands/index.js';
import { brandOf, type CampaignService } from '../campaigns/index.js';
import { AD_VERB } from '../creatives/index.js';
import { findPost } from '../queue/index.js';

interface AdvertiserDeps {
  campaigns: Pick<CampaignService, 'get'>;
  brands: Pick<BrandService, 'get'>;
}

/** Tells whoever taps an ad's marker, a button or an album's label, in the team or not, who advertises. */
export function createAdMarker({ campaigns, brands }: AdvertiserDeps) {
  async function advertiserOf(id: string): Promise<string | undefined> {
    const post = isId<PostId>(id) ? await findPost(id) : null;
    const campaign = post && (await campaigns.get(post.campaignId));
    return campaign ? (await brands.get(brandOf(campaign)))?.name : undefined;
  }

  async function tell(ctx: HeraldContext, id: string): Promise<void> {
    const brand = await advertiserOf(id);
    await toast(ctx, brand ? t(ctx.locale, 'ad-who', { brand }) : t(ctx.locale, 'ad-who-preview'));
  }

  const pressed = new Composer<HeraldContext>();
  onPress(pressed, AD_VERB, (ctx, { id }) => tell(ctx, id));

  const linked = new Composer<HeraldContext>();
  linked.chatType('private').command('start', async (ctx, next) => {
    const link = readDeepLink(ctx.match);
    await (link?.purpose === 'ad' ? tell(ctx, link.token) : next());
  });
  /** `linked` belongs before Home, for the link on an album is a /start of its own. */
  return { pressed, linked };
}
