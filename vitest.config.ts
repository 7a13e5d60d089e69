import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/train-once.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
