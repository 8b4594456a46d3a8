import { findMongod } from '../src/common/db/find-mongod.js';

/** Prints the path of a mongod, fetched if need be: the second half of setup.mjs, which may not import packages itself. */
try {
  const mongod = await findMongod((line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${mongod.path}\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
