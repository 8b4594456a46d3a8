import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/own-database.setup.ts'],
    // Files of one worker share their modules: to import Herald anew for each takes a quarter of the whole run.
    isolate: false,
    // One more than there are cores: some wait for what must not happen, for a lease, or for npm.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A machine that does much else at once is slow, not wrong.
    expect: { poll: { timeout: 10_000 } },
    reporters: ['default', 'json'],
    outputFile: { json: '.cache/test-report.json' },
  },
});
