import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openServer } from '../desk/open-server.ts';
import { scrape } from './scrape.ts';

const dashboardSchema = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) }),
  ),
});

const metricsIn = (text: string): string[] => text.match(/\b(?:support_bot|nodejs|process)_\w+/g) ?? [];

const read = (path: string) => readFile(new URL(`../../docs/${path}`, import.meta.url), 'utf8');

/** The names in a scrape: of samples, and of metrics without a sample yet. */
async function served(): Promise<Set<string>> {
  const server = await openServer();
  await (await server.customer()).asks('is the EAP1300 patched?', 'EAP1300');
  const { text, lines } = await scrape(server.url);
  const typed = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
  return new Set([...typed, ...lines.map(({ name }) => name)]);
}

it('every metric in the Grafana dashboard is served', async () => {
  const { panels } = dashboardSchema.parse(JSON.parse(await read('operations/grafana-dashboard.json')));
  const names = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr)));
  expect(names.length).toBeGreaterThan(20);
  const known = await served();
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});

it('the operations page names all our metrics, and only those that are served', async () => {
  const named = new Set(metricsIn(await read('operations.md')));
  const known = await served();
  expect([...named].filter((name) => !known.has(name))).toEqual([]);
  const ours = [...known].filter((name) => /^support_bot_.*(?<!_bucket|_sum|_count)$/.test(name));
  expect(ours.filter((name) => !named.has(name))).toEqual([]);
});
