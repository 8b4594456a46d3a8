import type { Campaign, ScheduledPost } from '@common/models/index.js';
import { occurrencesBetween } from './occurrences.rules.js';

/** Whether the campaign's present plan still produces this row. */
export function isWanted(
  { _id, schedule, targetGroups }: Pick<Campaign, '_id' | 'schedule' | 'targetGroups'>,
  { groupId, occurrence, dueAt }: Pick<ScheduledPost, 'groupId' | 'occurrence' | 'dueAt'>,
): boolean {
  if (!schedule || !targetGroups.includes(groupId)) return false;
  const due = dueAt.getTime();
  return occurrencesBetween(_id, schedule, due, due + 1).some(({ key }) => key === occurrence);
}
