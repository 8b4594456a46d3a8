import type { Actor } from '@common/actor.js';
import type { Clock } from '@common/clock.js';
import type { Tx } from '@common/db/index.js';
import type { CreativeId } from '@common/ids.js';
import type { Creative, CreativeType, CreativeVersion } from '@common/models/index.js';
import { done, type Outcome, refuse } from '@common/outcome.js';
import type { Act } from '../audit/index.js';
import { creativeActions } from './creative.policy.js';
import { albumSizes, findCreative, insertCreative, listCreatives, updateCreative } from './creative.repo.js';

export interface NewCreative {
  id: CreativeId;
  name: string;
  content: Omit<CreativeVersion, 'createdAt'>;
}

export function createCreativeService({ act, clock }: { act: Act; clock: Clock }) {
  return {
    get: findCreative,
    list: listCreatives,
    albumsOf: albumSizes,
    create: (actor: Actor, { id, name, content }: NewCreative): Promise<Outcome<Creative>> =>
      act.create(actor, creativeActions.create, {
        id,
        async create(tx) {
          const known = await findCreative(id, tx);
          if (known) return done(known);
          const versions = [{ ...content, createdAt: new Date(clock.now()) }];
          return done(
            await insertCreative(
              { _id: id, name, type: typeOf(content), versions, createdBy: actor.userId },
              tx,
            ),
          );
        },
      }),
    /** ISO 639-1 codes; none: it goes anywhere. */
    setLanguages: (
      actor: Actor,
      id: CreativeId,
      rev: number,
      languages: string[],
    ): Promise<Outcome<Creative>> =>
      act.change(actor, creativeActions.languages, {
        id,
        rev,
        load: (tx) => findCreative(id, tx),
        async change(tx, before) {
          const after = await updateCreative(before, { languages }, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),
    archive: (actor: Actor, id: CreativeId, rev: number): Promise<Outcome<Creative>> =>
      act.change(actor, creativeActions.archive, {
        id,
        rev,
        load: (tx) => findCreative(id, tx),
        async change(tx, before) {
          const after = await updateCreative(before, { status: 'archived' }, tx);
          return after ? done(after) : refuse({ key: 'refused-stale' });
        },
      }),

    /** Nothing of it is posted from `at` on, or (null) it may be again; `also` belongs to the same transaction. */
    setTakenDown: (
      actor: Actor,
      id: CreativeId,
      at: Date | null,
      also: (tx: Tx) => Promise<void>,
    ): Promise<Outcome<Creative>> =>
      act.change(actor, at ? creativeActions.takeDown : creativeActions.allow, {
        id,
        load: (tx) => findCreative(id, tx),
        async change(tx, before) {
          if (Boolean(before.takenDownAt) === Boolean(at)) return refuse({ key: 'refused-stale' });
          const after = await updateCreative(before, { takenDownAt: at }, tx);
          if (!after) return refuse({ key: 'refused-stale' });
          await also(tx);
          return done(after);
        },
      }),
  };
}

export type CreativeService = ReturnType<typeof createCreativeService>;

/** An animation is a video. */
function typeOf({ media }: Pick<CreativeVersion, 'media'>): CreativeType {
  const kind = media[0]?.kind;
  return kind === undefined ? 'text' : kind === 'photo' ? 'image' : 'video';
}

/** What is posted from now on. */
export function newestVersion(creative: Pick<Creative, '_id' | 'versions'>): CreativeVersion {
  const version = creative.versions.at(-1);
  if (!version) throw new Error(`creative ${creative._id} has no version`);
  return version;
}
