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
    // A small machine can run only one browser at a time.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // On a busy machine, a page takes longer to redraw.
    expect: { poll: { timeout: 15_000 } },
    provide: { engines: ['sqlite', 'postgres'] },
  },
});
