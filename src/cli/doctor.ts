/**
 * `npm run doctor`: checks everything that the bot needs and says what to fix (exit code 1 if anything needs fixing).
 */
import { ConfigError, readConfig } from '#config.ts';
import { checksFor } from '#doctor/checks.ts';
import type { Finding } from '#doctor/finding.ts';
import { runChecks } from '#doctor/run-checks.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';
import { type Terminal, thisProcess } from './terminal.ts';

const USAGE = `Usage: npm run doctor
Checks everything that the bot needs, whether or not the server is running, and says what to fix. It sends nothing to anyone.`;

const COLUMN = 15;

function linesOf(finding: Finding): string[] {
  switch (finding.kind) {
    case 'ok':
      return [finding.note === undefined ? 'ok' : `ok (${finding.note})`];
    case 'skipped':
      return [`skipped: ${finding.why}`];
    case 'mend':
      return finding.problems.map((problem) => `fix: ${problem}`);
  }
}

function print(terminal: Terminal, name: string, finding: Finding): void {
  for (const line of linesOf(finding)) terminal.print(`${name.padEnd(COLUMN)}${line}`);
}

/** @returns undefined after printing what is wrong with it, because then nothing else can be checked */
function configOrProblems(terminal: Terminal) {
  try {
    return readConfig(terminal.environment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    print(terminal, 'configuration', { kind: 'mend', problems: error.problems });
    return undefined;
  }
}

/** Checks everything. Checks that time out may leave connections open. */
export const runDoctor = (terminal: Terminal): Promise<void> =>
  runCommand(async () => {
    if (readCommandLine(USAGE, {}, 'none', terminal) === undefined) return;
    const config = configOrProblems(terminal);
    let toMend = config === undefined ? 1 : 0;
    if (config !== undefined) {
      for await (const { name, finding } of runChecks(checksFor(config))) {
        print(terminal, name, finding);
        if (finding.kind === 'mend') toMend += 1;
      }
    }
    terminal.print(toMend === 0 ? 'Nothing to fix.' : 'Fix this, then run npm run doctor again.');
    if (toMend > 0) terminal.fail(1);
  }, terminal);

if (import.meta.main) {
  await runDoctor(thisProcess);
  process.exit();
}
