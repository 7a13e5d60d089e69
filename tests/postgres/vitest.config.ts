import { globSync, readFileSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** Whether a file has tests that run on PostgreSQL. */
const runsOnPostgres = (file: string): boolean =>
  /\bon(?:Engines|Postgres|Servers|ShortServers)\b/.test(readFileSync(file, 'utf8'));

/** Runs the tests for PostgreSQL, and those for either engine again: `npm run test:postgres`. */
export default defineConfig({
  test: {
    ...base.test,
    include: globSync('tests/**/*.test.ts').filter(runsOnPostgres),
    exclude: configDefaults.exclude,
    globalSetup: [base.test?.globalSetup ?? [], 'tests/support/postgres-once.ts'].flat(),
    // The same files have other tests, which `npm test` runs.
    testNamePattern: /\(postgres\)/,
    provide: { engines: ['postgres'] },
  },
});
