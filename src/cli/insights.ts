/**
 * `npm run insights -- --since 30d`: prints what customers asked and whether the bot helped; `--html FILE` writes a
 * page.
 */
import { writeFile } from 'node:fs/promises';
import { DateTime } from 'luxon';
import { type Config, readConfig } from '#config.ts';
import { readInsights } from '#insights/insights.ts';
import { reportPage } from '#insights/report-page.ts';
import { type ReportTable, reportOf } from '#insights/report.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { currentDocuments } from '#releases/current-documents.ts';
import { titleOf } from '#knowledge/titles.ts';
import { readCommandLine, refuseCommandLine } from './command-line.ts';
import { printable } from './printable.ts';
import { runCommand } from './run-command.ts';
import { type Terminal, thisProcess } from './terminal.ts';
import { withStore } from './with-store.ts';

const USAGE = 'Usage: npm run insights [-- --since 30d] [--html FILE]';
const OPTIONS = { since: { type: 'string' }, html: { type: 'string' } } as const;
const MAX_DAYS = 732;

/** How many days `30d` is; undefined if the text has another form. */
function daysIn(since: string): number | undefined {
  const days = Number(/^(\d{1,3})d$/.exec(since)?.[1] ?? 0);
  return days >= 1 && days <= MAX_DAYS ? days : undefined;
}

function print(tables: readonly ReportTable[], terminal: Terminal): void {
  for (const { title, lines } of tables.filter((table) => table.lines.length > 0)) {
    terminal.print(`\n${title}`);
    const width = Math.max(...lines.map(({ what }) => what.length));
    for (const { what, now, before } of lines)
      terminal.print(
        `  ${printable(what).padEnd(width)}  ${now.padStart(15)}${before === '' ? '' : `  ${before.padStart(15)}`}`,
      );
  }
}

async function show(
  config: Config,
  { days, file }: { days: number; file: string | undefined },
  terminal: Terminal,
): Promise<void> {
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
    terminal.print(
      `${period.from} to ${period.to} (${period.timeZone}), and beside it ${before.from} to ${before.to}`,
    );
    print(tables, terminal);
    if (file === undefined) return;
    await writeFile(file, reportPage(insights, tables));
    terminal.print(`\nThe page is in ${file}.`);
  });
}

/** Prints the insights. */
export const runInsights = (terminal: Terminal): Promise<void> =>
  runCommand(async () => {
    const given = readCommandLine(USAGE, OPTIONS, 'none', terminal);
    if (given === undefined) return;
    const days = daysIn(given.values.since ?? '30d');
    if (days === undefined)
      return refuseCommandLine('--since: write a number of days, for example 30d', USAGE, terminal);
    const config = readConfig({ LOG_LEVEL: 'error', ...terminal.environment() });
    await show(config, { days, file: given.values.html }, terminal);
  }, terminal);

if (import.meta.main) await runInsights(thisProcess);
