import mongoose, { type Schema } from 'mongoose';

let uri: string | undefined;
let connecting: Promise<unknown> | undefined;

/** Remembers where the database is. Nothing connects until the first query. */
export function configureDb(options: { uri: string }): void {
  uri = options.uri;
}

/** Connects once, whoever asks first; a failed attempt may be repeated. Throws when no database was configured. */
export async function connectDb(): Promise<void> {
  if (uri === undefined) throw new Error('no database was configured');
  connecting ??= mongoose
    .connect(uri, { autoIndex: false, autoCreate: false, w: 'majority', readPreference: 'primary' })
    .catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
  await connecting;
}

/** Closes the connection; the next query would open it again. */
export async function disconnectDb(): Promise<void> {
  connecting = undefined;
  await mongoose.disconnect();
}

const QUERIES = /^(count|distinct|estimated|find|save|replace|update|delete)/;

// A global plugin, because it must stand before any model is compiled: the first query connects.
mongoose.plugin((schema: Schema) => {
  schema.pre(QUERIES, connectDb);
  // A pattern does not reach the hooks of a model.
  schema.pre('aggregate', connectDb);
  schema.pre('bulkWrite', connectDb);
  schema.pre('createCollection', connectDb);
  schema.pre('insertMany', connectDb);
});
mongoose.set('runValidators', true);
mongoose.set('strictQuery', 'throw');
mongoose.set('transactionAsyncLocalStorage', false);
