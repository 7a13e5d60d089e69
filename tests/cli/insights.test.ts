import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runInsights } from '#cli/insights.ts';
import { withStore } from '#cli/with-store.ts';
import { newFact, talk } from '../insights/new-fact.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';
import { runHere } from '../support/run-command.ts';

it('npm run insights prints the figures of a period, and writes them as a page', async () => {
  const dataDir = createMigratedDataDir();
  const place = { dataDir, logLevel: 'silent', databaseUrl: undefined } as const;
  const at = Date.now();
  const unknown = newFact({ at, outcome: 'unknown', answer: null, intent: null, certainty: 'unknown' });
  await withStore(place, (store) => talk(store, 'c1', [newFact({ at, models: ['<b>EAP</b>'] }), unknown]), {
    mayCreate: true,
  });
  const html = join(dataDir, 'insights.html');
  const environment = { DATA_DIR: dataDir, OPENING_TIME_ZONE: 'Europe/Berlin' };
  const { output } = await runHere(runInsights, ['--since', '7d', '--html', html], { environment });
  expect(output).toContain('(Europe/Berlin)');
  expect(output).toMatch(/Conversations +1 +0\n/);
  expect(output).toMatch(/Unknown +1 \(50\.0 %\) +0\n/);
  expect(output).toMatch(/Unresolved +1 \(100\.0 %\) +0\n/);
  const page = await readFile(html, 'utf8');
  expect(page).toContain('<th scope="row">Resolved, confirmed</th>');
  expect(page).toContain('&lt;b&gt;EAP&lt;/b&gt;');
  const wrong = await runHere(runInsights, ['--since', 'yesterday'], { environment });
  expect(wrong.errors).toContain('--since: write a number of days, for example 30d');
  expect(wrong.exitCode).toBe(2);
});
