import { EventEmitter, once } from 'node:events';
import type mongoose from 'mongoose';
import {
  CapModel,
  LeaseModel,
  type LeaseRow,
  OutboxModel,
  type OutboxRow,
  SeenMessageModel,
  type Stray,
  StrayModel,
} from '../../src/common/db/collections/index.js';
import {
  type PostHistory,
  PostHistoryModel,
  type ScheduledPost,
  ScheduledPostModel,
} from '../../src/common/models/index.js';

const LEASES = LeaseModel.collection.name;
const POSTS = ScheduledPostModel.collection.name;
/** More than there are connections that a single kill can leave dead. */
const READ_TRIES = 10;

/** What the database says at one moment. */
export interface Rows {
  posts: ScheduledPost[];
  histories: PostHistory[];
  lease: LeaseRow | null;
  caps: { _id: string; n: number }[];
  /** Cards that are to be sent or brought up to date. */
  waitingCards: OutboxRow[];
  /** Ads that people are told of: perhaps they stand twice. */
  strays: Stray[];
}

/** Sees every change of a database, in the order in which it became durable. */
export interface Witness {
  rows(): Promise<Rows>;
  /** Whether another post for the same occurrence and group could be written. */
  takesDouble(): Promise<boolean>;
  /** Whether Herald remembers a message of somebody's. */
  hasSeen(messageId: number): Promise<boolean>;
  /** Resolves at the next change, or after so many ms without one. */
  change(patienceMs: number): Promise<void>;
  /** When the latest change was seen: on the scale of performance.now(). */
  lastChange(): number;
  /** Of the lease, as far as it was seen. */
  epoch(): number;
  /** What was seen that must never happen. */
  problems: string[];
  /** A change of which the database does not tell. */
  nudge(): void;
  close(): Promise<void>;
}

export function watchDatabase(client: mongoose.mongo.MongoClient, name: string): Witness {
  const db = client.db(name);
  const changes = new EventEmitter<{ change: [] }>();
  const problems: string[] = [];
  let last = performance.now();
  let epoch = 0;
  const claimedIn = new Map<string, number>();

  const nudge = () => {
    last = performance.now();
    changes.emit('change');
  };

  /** An intent is written by the leader of its time: in the order of the oplog, under the epoch that then holds. */
  function judge(collection: string, id: string, fields: { epoch?: unknown; status?: unknown }): void {
    if (collection === LEASES && typeof fields.epoch === 'number') {
      if (fields.epoch < epoch) problems.push(`the lease's epoch went back from ${epoch} to ${fields.epoch}`);
      epoch = Math.max(epoch, fields.epoch);
    }
    if (collection !== POSTS) return;
    if (typeof fields.epoch === 'number') claimedIn.set(id, fields.epoch);
    const mine = claimedIn.get(id) ?? 0;
    if (fields.status === 'sending' && mine < epoch)
      problems.push(`post ${id} got its intent from epoch ${mine} when ${epoch} had begun`);
  }

  const stream = db.watch();
  stream.on('change', (change) => {
    if (change.operationType === 'insert')
      judge(change.ns.coll, String(change.documentKey._id), change.fullDocument);
    if (change.operationType === 'update')
      judge(change.ns.coll, String(change.documentKey._id), change.updateDescription.updatedFields ?? {});
    // The lease is renewed all the time, which says nothing of the work.
    const isRenewal = change.operationType === 'update' && change.ns.coll === LEASES;
    if (!isRenewal) nudge();
  });
  stream.on('error', () => {});

  const read = <T>(collection: string, filter: object = {}) =>
    db.collection(collection).find(filter).toArray() as unknown as Promise<T[]>;

  async function readRows(): Promise<Rows> {
    const [posts, histories, leases, caps, cards, strays] = await Promise.all([
      read<ScheduledPost>(POSTS),
      read<PostHistory>(PostHistoryModel.collection.name),
      read<LeaseRow>(LEASES),
      read<{ _id: string; n: number }>(CapModel.collection.name),
      read<OutboxRow>(OutboxModel.collection.name, { wakeAt: { $exists: true } }),
      read<Stray>(StrayModel.collection.name),
    ]);
    return { posts, histories, lease: leases[0] ?? null, caps, waitingCards: cards, strays };
  }

  return {
    problems,
    nudge,
    lastChange: () => last,
    epoch: () => epoch,
    async rows() {
      // After a kill of mongod each connection of the pool may be dead; the driver tries a read twice only.
      for (let tries = 1; ; tries++) {
        try {
          return await readRows();
        } catch (error) {
          if (tries === READ_TRIES) throw error;
        }
      }
    },
    async hasSeen(messageId) {
      const seen = await read(SeenMessageModel.collection.name, { messageId }).catch(() => []);
      return seen.length > 0;
    },
    async takesDouble() {
      const posts = db.collection<{ _id: string }>(POSTS);
      const post = await posts.findOne();
      if (!post) throw new Error('there is no post at all');
      return posts.insertOne({ ...post, _id: 'f'.repeat(24) }).then(
        () => true,
        () => false,
      );
    },
    async change(patienceMs) {
      await once(changes, 'change', { signal: AbortSignal.timeout(patienceMs) }).catch(() => {});
    },
    async close() {
      await stream.close().catch(() => {});
    },
  };
}
