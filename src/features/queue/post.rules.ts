import type { PostReason, PostStatus } from '@common/models/index.js';

/** Where a post can go from where it is. */
export const TRANSITIONS: Record<PostStatus, readonly PostStatus[]> = {
  due: ['claimed', 'skipped', 'cancelled'],
  claimed: ['sending', 'due', 'skipped', 'cancelled'],
  sending: ['sent', 'failed', 'due', 'uncertain'],
  uncertain: ['sent', 'failed', 'due', 'held', 'skipped'],
  held: ['sent', 'failed', 'due', 'skipped'],
  sent: [],
  failed: ['due'],
  skipped: ['due'],
  cancelled: ['due'],
};

/** Not yet on its way: it can still be cancelled, moved, or dropped by a new plan. */
export const WAITING: readonly PostStatus[] = ['due', 'claimed'];

/** Sent, or perhaps sent: for gaps, top holds and limits it counts from its intent on. */
export const COUNTED: readonly PostStatus[] = ['sending', 'uncertain', 'held', 'sent'];

/** Neither over nor in doubt: what the queue shows. */
export const ON_ITS_WAY: readonly PostStatus[] = [...WAITING, 'sending'];

/** Sent or not, nobody knows; a person has to look. */
export const NEEDS_PERSON: readonly PostStatus[] = ['uncertain', 'held'];

/** Over without having been sent: a person may let it go after all. */
export const NOT_SENT: readonly PostStatus[] = ['failed', 'skipped', 'cancelled'];

/** How long after its time a post may still go out. */
export const GRACE_MS = 60 * 60_000;

/** Its time had come when the campaign's plan lost its group. */
export const GROUP_TAKEN_OUT: PostReason = { why: { key: 'why-taken-out' }, trace: [] };

/** Nobody was there to send it, and a later run of the campaign is due as well. */
export const MISSED: PostReason = { why: { key: 'why-missed' }, trace: [] };

export function mayBecome(from: PostStatus, to: PostStatus): boolean {
  return TRANSITIONS[from].includes(to);
}
