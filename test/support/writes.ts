import type { mongo } from 'mongoose';

const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'create', 'createIndexes']);
const OTHERS = new Set([
  ...['find', 'getMore', 'aggregate', 'count', 'distinct', 'dbHash', 'killCursors'],
  ...['commitTransaction', 'abortTransaction', 'endSessions', 'hello', 'ping'],
]);

/** The address to connect by where writes are to be noted: only then does the driver tell what it asks of mongod. */
export function watched(uri: string): string {
  const address = new URL(uri);
  address.searchParams.set('monitorCommands', 'true');
  return address.href;
}

/** Answers, whenever asked, which collections this client has asked mongod to write to since it was asked last. */
export function noteWrites(client: mongo.MongoClient): () => string[] {
  if (!client.options.monitorCommands) throw new Error('nobody would tell of writes: connect by `watched`');
  const written = new Set<string>();
  const unknown = new Set<string>();
  client.on('commandStarted', ({ commandName, command }) => {
    const target: unknown = command[commandName];
    if (WRITES.has(commandName) && typeof target === 'string') written.add(target);
    else if (!OTHERS.has(commandName)) unknown.add(commandName);
  });
  return () => {
    if (unknown.size > 0) throw new Error(`is it a write? ${[...unknown].join()}`);
    const names = [...written];
    written.clear();
    return names;
  };
}
