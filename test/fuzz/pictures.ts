import mongoose from 'mongoose';

export type Row = Record<string, unknown> & { _id: unknown };

/** What has become of a document: it was changed, made (no before) or removed (no after). */
export interface Change {
  collection: string;
  id: string;
  before: Row | null;
  after: Row | null;
  /** Those that differ, at the top. */
  fields: string[];
}

/** What is known of some collections, to tell what changes there. */
export interface Pictures {
  /** What has changed in these since it was asked last; others than those that are watched are left out. */
  changesIn(collections: readonly string[]): Promise<Change[]>;
  retake(): Promise<void>;
}

function differing(before: Row | null, after: Row | null): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
}

export async function takePictures(watched: readonly string[]): Promise<Pictures> {
  const pictures = new Map<string, Map<string, Row>>();

  async function rowsOf(name: string): Promise<Map<string, Row>> {
    const rows = await mongoose.connection.getClient().db().collection<Row>(name).find().toArray();
    return new Map(rows.map((row) => [String(row._id), row]));
  }

  async function changesOf(name: string): Promise<Change[]> {
    const was = pictures.get(name) ?? new Map<string, Row>();
    const now = await rowsOf(name);
    pictures.set(name, now);
    return [...new Set([...was.keys(), ...now.keys()])].flatMap((id) => {
      const [before, after] = [was.get(id) ?? null, now.get(id) ?? null];
      const fields = differing(before, after);
      return fields.length > 0 ? { collection: name, id, before, after, fields } : [];
    });
  }

  const taken: Pictures = {
    async changesIn(collections) {
      const looked = watched.filter((name) => collections.includes(name));
      return (await Promise.all(looked.map(changesOf))).flat();
    },
    async retake() {
      for (const name of watched) pictures.set(name, await rowsOf(name));
    },
  };
  await taken.retake();
  return taken;
}
