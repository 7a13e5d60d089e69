import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { compileCache } from './tests/support/compile-cache.ts';
import { keepTemporaryFoldersInMemory } from './tests/support/temporary-folder.ts';

keepTemporaryFoldersInMemory();

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // `npm run test:postgres` runs these, and the tests for either engine, on PostgreSQL.
    exclude: [...configDefaults.exclude, 'tests/postgres/**'],
    provide: { engines: ['sqlite'] },
    globalSetup: [
      'tests/support/train-once.ts',
      'tests/support/migrate-once.ts',
      'tests/support/build-once.ts',
    ],
    // No test changes a module or the environment, and botbuilder takes a second to load, so each worker loads it once.
    isolate: false,
    // One more than there are processors, because tests also wait: for processes, databases and timers.
    maxWorkers: availableParallelism() + 1,
    // Threads that tests start load the same modules again; the cache makes that cheap.
    env: compileCache,
    // Long enough for a busy machine, so that only a test that hangs reaches it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What a test waits for, such as a training, takes seconds on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
