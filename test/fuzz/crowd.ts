import { MagicLinkModel, ScheduledPostModel, SessionModel } from '@common/models/index.js';
import type { Bench } from '../authz/bench.js';
import type { Principal } from '../authz/people.js';
import type { Crowd } from './sent.js';

export const OPERATOR: Principal = "operator, another's";

/** Whoever owns nothing, on the team or not, and where they may be. */
export function crowdOf({ cast }: Bench): Crowd {
  const { 'operator, own': _olga, admin: _adam, ...others } = cast.users;
  const groups = Object.entries(cast.chats).map(([title, id]) => ({ id, type: 'supergroup', title }));
  return {
    users: Object.entries(others).map(([principal, user]) => ({ principal: principal as Principal, user })),
    chats: [...groups, { id: -100_999, type: 'channel', title: 'Elsewhere' }],
  };
}

/** Makes what is there last, and posts such that whoever shows where they stand can settle them. */
export async function prepareWorld({ keep }: Bench): Promise<void> {
  // mongod's own clock may be far from the bench's: nothing that stands there may run out by it.
  const forever = { $set: { expiresAt: new Date(Date.UTC(2100, 0, 1)) } };
  await MagicLinkModel.collection.updateMany({}, forever);
  await SessionModel.collection.updateMany({}, forever);
  const onTheirWay = { status: { $in: ['sending', 'uncertain', 'held'] } };
  await ScheduledPostModel.collection.updateMany(onTheirWay, { $set: { token: 'token' } });
  await keep();
}
