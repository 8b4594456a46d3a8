import type { Campaign, ScheduledPost } from '@common/models/index.js';
import { occurrenceOf } from './occurrences.rules.js';

type Planned = Pick<Campaign, '_id' | 'schedule' | 'targetGroups' | 'creatives'>;

/** Whether the campaign's present plan has this post: its group, its creative and its occurrence. */
export function isWanted(
  { _id, schedule, targetGroups, creatives }: Planned,
  { occurrence, groupId, creativeId }: Pick<ScheduledPost, 'occurrence' | 'groupId' | 'creativeId'>,
): boolean {
  if (!schedule || !targetGroups.includes(groupId) || !creatives.includes(creativeId)) return false;
  return occurrenceOf(_id, schedule, occurrence) !== undefined;
}
