import { startEmbeddedMongo } from '../../../src/common/db/embedded.js';

/** Stands for Herald in a process of its own, so that a test can kill it: prints the uri, then lives until killed. */
const mongo = await startEmbeddedMongo({ dataDir: process.argv[2] ?? '', log: () => {} });
process.stdout.write(`${mongo.uri}\n`);
setInterval(() => {}, 60_000);
