/**
 * `npm run doctor`: checks everything that the bot needs and says what to fix (exit code 1 if anything needs fixing).
 */
import { ConfigError, readConfig } from '#config.ts';
import { checksFor } from '#doctor/checks.ts';
import type { Finding } from '#doctor/finding.ts';
import { runChecks } from '#doctor/run-checks.ts';
import { readEnvironment } from '#environment.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';

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

function print(name: string, finding: Finding): void {
  for (const line of linesOf(finding)) console.log(`${name.padEnd(COLUMN)}${line}`);
}

/** @returns undefined after printing what is wrong with it, because then nothing else can be checked */
function configOrProblems() {
  try {
    return readConfig(readEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    print('configuration', { kind: 'mend', problems: error.problems });
    return undefined;
  }
}

await runCommand(async () => {
  if (readCommandLine(USAGE, {}) === undefined) return;
  const config = configOrProblems();
  let toMend = config === undefined ? 1 : 0;
  if (config !== undefined) {
    for await (const { name, finding } of runChecks(checksFor(config))) {
      print(name, finding);
      if (finding.kind === 'mend') toMend += 1;
    }
  }
  console.log(toMend === 0 ? 'Nothing to fix.' : 'Fix this, then run npm run doctor again.');
  // A check that timed out may still hold a connection open.
  process.exit(toMend === 0 ? 0 : 1);
});
