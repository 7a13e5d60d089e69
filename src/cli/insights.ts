/**
 * `npm run insights -- --since 30d`: prints what customers asked and whether the bot helped; `--html FILE` writes a
 * page.
 */
import { writeFile } from 'node:fs/promises';
import { DateTime } from 'luxon';
import { type Config, readConfig } from '#config.ts';
import { readEnvironment } from '#environment.ts';
import { readInsights } from '#insights/insights.ts';
import { reportPage } from '#insights/report-page.ts';
import { type ReportTable, reportOf } from '#insights/report.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { currentDocuments } from '#releases/current-documents.ts';
import { titleOf } from '#knowledge/titles.ts';
import { readCommandLine, refuseCommandLine } from './command-line.ts';
import { printable } from './printable.ts';
import { runCommand } from './run-command.ts';
import { withStore } from './with-store.ts';

const USAGE = 'Usage: npm run insights [-- --since 30d] [--html FILE]';
const MAX_DAYS = 732;

/** How many days `30d` is; undefined if the text has another form. */
function daysIn(since: string): number | undefined {
  const days = Number(/^(\d{1,3})d$/.exec(since)?.[1] ?? 0);
  return days >= 1 && days <= MAX_DAYS ? days : undefined;
}

function print(tables: readonly ReportTable[]): void {
  for (const { title, lines } of tables.filter((table) => table.lines.length > 0)) {
    console.log(`\n${title}`);
    const width = Math.max(...lines.map(({ what }) => what.length));
    for (const { what, now, before } of lines)
      console.log(
        `  ${printable(what).padEnd(width)}  ${now.padStart(15)}${before === '' ? '' : `  ${before.padStart(15)}`}`,
      );
  }
}

async function show(config: Config, days: number, file: string | undefined): Promise<void> {
  const now = new Date();
  const from = DateTime.fromJSDate(now, { zone: config.timeZone }).minus({ days: days - 1 });
  await withStore(config, async (store) => {
    const knowledge = knowledgeOf(await currentDocuments(store.releases, config.knowledgeDir));
    await store.insightCounts.update();
    const insights = await readInsights(
      {
        store,
        timeZone: config.timeZone,
        hours: config.handoff.hours,
        titleOf: (intent) => titleOf(knowledge, intent)?.question,
        clock: () => now,
      },
      { from: from.toISODate() ?? undefined },
    );
    const tables = reportOf(insights);
    const { period, before } = insights;
    console.log(
      `${period.from} to ${period.to} (${period.timeZone}), and beside it ${before.from} to ${before.to}`,
    );
    print(tables);
    if (file === undefined) return;
    await writeFile(file, reportPage(insights, tables));
    console.log(`\nThe page is in ${file}.`);
  });
}

const given = readCommandLine(USAGE, { since: { type: 'string' }, html: { type: 'string' } });
const days = given === undefined ? undefined : daysIn(given.values.since ?? '30d');
if (given !== undefined && days === undefined)
  refuseCommandLine('--since: write a number of days, for example 30d', USAGE);
if (given !== undefined && days !== undefined)
  await runCommand(() =>
    show(readConfig({ LOG_LEVEL: 'error', ...readEnvironment() }), days, given.values.html),
  );
