import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** Whether a file has tests for the engines of a run. */
const usesEngines = (file: string): boolean =>
  /\bon(?:Engines|Servers|ShortServers)\b/.test(readFileSync(file, 'utf8'));

/** Runs the tests for either engine again, on PostgreSQL: `npm run test:postgres`. */
export default defineConfig({
  test: {
    ...base.test,
    include: globSync('tests/**/*.test.ts').filter(usesEngines),
    // The same files have tests for one engine, which `npm test` runs.
    testNamePattern: /\(postgres\)/,
    provide: { engines: ['postgres'] },
  },
});
