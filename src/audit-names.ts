import type {
  CampaignId,
  CreativeId,
  DealId,
  GroupId,
  Id,
  MagicLinkId,
  PostId,
  UserId,
} from '@common/ids.js';
import type { EntityType } from '@common/models/index.js';
import type { AuditNames } from './features/audit/index.js';
import { brandRef, type createBrandService } from './features/brands/index.js';
import type { CampaignService } from './features/campaigns/index.js';
import { type CreativeService, creativeLabel } from './features/creatives/index.js';
import type { DealService } from './features/deals/index.js';
import type { GroupService } from './features/groups/index.js';
import type { createPostLines, createQueueService } from './features/queue/index.js';
import type { createTeamRoom } from './features/team/index.js';
import { WORDS } from './policies.js';

interface NamesDeps extends Pick<ReturnType<typeof createTeamRoom>, 'team' | 'members' | 'invitations'> {
  groups: GroupService;
  brands: ReturnType<typeof createBrandService>;
  creatives: CreativeService;
  deals: DealService;
  campaigns: CampaignService;
  queue: ReturnType<typeof createQueueService>;
  describe: ReturnType<typeof createPostLines>['describe'];
}

/** Under which names people know what stands in the audit log: each room is asked for its own. */
export function createAuditNames(deps: NamesDeps): AuditNames {
  const { team, members, invitations, groups, brands, creatives, deals, campaigns, queue } = deps;

  async function brandName(type: 'onlyfans' | 'casino', id: string): Promise<string | undefined> {
    return (await brands.get(brandRef(type, id)))?.name;
  }

  async function creativeName(id: CreativeId): Promise<string | undefined> {
    const creative = await creatives.get(id);
    return creative ? creativeLabel(creative) : undefined;
  }

  async function postName(id: PostId): Promise<string | undefined> {
    const post = await queue.get(id);
    if (!post) return undefined;
    const { campaign, group } = await deps.describe(post);
    return `${campaign} · ${group}`;
  }

  async function dealName(id: DealId): Promise<string | undefined> {
    const deal = await deals.get(id);
    if (!deal) return undefined;
    return deal.casinoId ? brandName('casino', deal.casinoId) : brandName('onlyfans', deal.modelId ?? '');
  }

  async function linkName(id: MagicLinkId): Promise<string | undefined> {
    return (await invitations.get(id))?.name ?? undefined;
  }

  /** All that has a name and is not put away. */
  async function everything(): Promise<{ id: string; name: string }[]> {
    const [some, more, others, creators, casinos] = await Promise.all([
      campaigns.list(),
      creatives.list(),
      groups.all(),
      brands.list('onlyfans'),
      brands.list('casino'),
    ]);
    const named = [...some, ...more, ...creators, ...casinos].map(({ _id, name }) => ({
      id: _id as string,
      name,
    }));
    return [...named, ...others.map(({ _id, title }) => ({ id: _id as string, name: title }))];
  }

  function thing(type: EntityType, text: string): Promise<string | undefined> {
    const id = text as Id<never>;
    switch (type) {
      case 'user':
        return team.nameOf(id as UserId);
      case 'group':
        return groups.get(id as GroupId).then((group) => group?.title);
      case 'campaign':
        return campaigns.get(id as CampaignId).then((campaign) => campaign?.name);
      case 'creative':
        return creativeName(id);
      case 'post':
        return postName(id);
      case 'model':
        return brandName('onlyfans', id);
      case 'casino':
        return brandName('casino', id);
      case 'deal':
        return dealName(id);
      case 'magic-link':
        return linkName(id);
      case 'session':
      case 'settings':
      case 'audit':
      case 'engine':
        return Promise.resolve(undefined);
    }
  }

  return {
    words: WORDS,
    person: (id) => team.nameOf(id),
    thing,
    async ofAll(things) {
      const types = new Map(things.map(({ type, id }) => [id, type]));
      const found = await Promise.all(
        [...types].map(async ([id, type]) => [id, await thing(type, id)] as const),
      );
      return new Map(found.flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])));
    },
    async named(word) {
      const holds = ({ name }: { name: string }) => name.toLowerCase().includes(word);
      const [people, things] = await Promise.all([members.list(), everything()]);
      return {
        people: people.filter(holds).map(({ _id }) => _id),
        things: things.filter(holds).map(({ id }) => id),
      };
    },
  };
}
