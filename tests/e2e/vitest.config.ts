import { defineConfig } from 'vitest/config';

/** The tests in a real browser: `npm run test:e2e`, separate from `npm test` because they need Chromium. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    globalSetup: [
      'tests/e2e/need-chromium.ts',
      'tests/support/train-once.ts',
      'tests/support/migrate-once.ts',
      'tests/support/build-once.ts',
      'tests/support/postgres-once.ts',
    ],
    // One browser at a time suits a small machine.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A page redraws when it can; a busy machine lets it wait.
    expect: { poll: { timeout: 15_000 } },
  },
});
