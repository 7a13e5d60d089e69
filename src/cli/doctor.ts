/** `npm run doctor`: looks at all that the bot needs and says what to mend (exit code 1 where there is something). */
import { ConfigError, readConfig } from '#config.ts';
import { checksFor } from '#doctor/checks.ts';
import type { Finding } from '#doctor/finding.ts';
import { runChecks } from '#doctor/run-checks.ts';
import { readEnvironment } from '#environment.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run doctor
Looks at all that the bot needs, whether or not the server runs, and says what to mend. Nothing is sent to anybody.`;

const COLUMN = 15;

function linesOf(finding: Finding): string[] {
  switch (finding.kind) {
    case 'ok':
      return [finding.note === undefined ? 'ok' : `ok (${finding.note})`];
    case 'skipped':
      return [`skipped: ${finding.why}`];
    case 'mend':
      return finding.problems.map((problem) => `mend: ${problem}`);
  }
}

function print(name: string, finding: Finding): void {
  for (const line of linesOf(finding)) console.log(`${name.padEnd(COLUMN)}${line}`);
}

/** @returns undefined after telling what is wrong with it: nothing else can be checked then */
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
  console.log(toMend === 0 ? 'Nothing to mend.' : 'Mend this, and run npm run doctor again.');
  // A check that was given up may still hold on to a connection.
  process.exit(toMend === 0 ? 0 : 1);
});
