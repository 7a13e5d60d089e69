import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** Whether a file repeats its tests on each engine. */
const usesEngines = (file: string): boolean => /\bonBoth\w+\(/.test(readFileSync(file, 'utf8'));

/** Runs the tests that use a store again, on PostgreSQL: `npm run test:postgres`. */
export default defineConfig({
  test: {
    ...base.test,
    // `npm test` runs the store's own tests on both engines.
    include: globSync('tests/**/*.test.ts', { exclude: ['tests/store/**'] }).filter(usesEngines),
    // The same files have tests that use no store.
    testNamePattern: /\(postgres\)/,
    provide: { engines: ['postgres'] },
  },
});
