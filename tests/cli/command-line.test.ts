import { describe, expect, it } from 'vitest';
import { runAgents } from '#cli/agents.ts';
import { runApiKeys } from '#cli/api-keys.ts';
import { runAsk } from '#cli/ask.ts';
import { runBackup } from '#cli/backup.ts';
import { runCheckKnowledge } from '#cli/check-knowledge.ts';
import { runDoctor } from '#cli/doctor.ts';
import { runErase } from '#cli/erase.ts';
import { runExport } from '#cli/export.ts';
import { runInsights } from '#cli/insights.ts';
import { runKnowledge } from '#cli/knowledge.ts';
import { runReview } from '#cli/review.ts';
import { runTeamsPackage } from '#cli/teams-package.ts';
import type { Terminal } from '#cli/terminal.ts';
import { runTickets } from '#cli/tickets.ts';
import { runCommand, runHere } from '../support/run-command.ts';

/** Those that tests can run in place. `npm run proof:package` asks every command for help, as a process. */
const inPlace: [string, (terminal: Terminal) => Promise<void>][] = [
  ['agents', runAgents],
  ['api-keys', runApiKeys],
  ['ask', runAsk],
  ['backup', runBackup],
  ['check-knowledge', runCheckKnowledge],
  ['doctor', runDoctor],
  ['erase', runErase],
  ['export', runExport],
  ['insights', runInsights],
  ['knowledge', runKnowledge],
  ['review', runReview],
  ['teams-package', runTeamsPackage],
  ['tickets', runTickets],
];
/** Those that take no terminal. */
const apart = ['chat', 'demo', 'evaluate'];

/** How a command refuses an option that it does not know: with the option's name and the usage, and no stack trace. */
const refusal = {
  errors: expect.stringMatching(/^(?![^]*\bat .*\.ts)[^]*'--colour'[^]*\nUsage:/) as string,
  exitCode: 2,
};

describe('every command', () => {
  it.each(inPlace)('%s prints its usage, even if the configuration is unusable', async (_command, run) => {
    const { output, errors, exitCode } = await runHere(run, ['--help'], { environment: { PORT: 'abc' } });
    expect(output).toMatch(/^Usage:/);
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
  });

  it.each(inPlace)('%s rejects an unknown option by name', async (_command, run) => {
    expect(await runHere(run, ['--colour'])).toMatchObject(refusal);
  });

  it.each(apart)('%s rejects an unknown option by name', async (command) => {
    expect(await runCommand(command, ['--colour'])).toMatchObject(refusal);
  });
});
