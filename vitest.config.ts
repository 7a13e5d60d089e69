import { defineConfig } from 'vitest/config';
import { compileCache } from './tests/support/compile-cache.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: [
      'tests/support/train-once.ts',
      'tests/support/migrate-once.ts',
      'tests/support/build-once.ts',
      'tests/support/postgres-once.ts',
    ],
    // No test changes a module or the environment, and botbuilder takes a second to load: once a worker will do.
    isolate: false,
    // One more than by default, which leaves a core of two idle.
    maxWorkers: '100%',
    // Threads load the same modules again in every test that starts some.
    env: compileCache,
    // For a test that hangs: one that waits for a busy machine is none.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
