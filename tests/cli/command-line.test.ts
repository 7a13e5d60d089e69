import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/run-command.ts';

const commands = [
  'agents',
  'ask',
  'backup',
  'chat',
  'check-knowledge',
  'erase',
  'evaluate',
  'export',
  'teams-package',
  'tickets',
];

describe('every command', () => {
  it.each(commands)('%s prints its usage when asked for help', async (command) => {
    const { output, errors, exitCode } = await runCommand(command, ['--help']);
    expect(output).toMatch(/^Usage:/);
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
  });

  it.each(commands)('%s rejects an unknown option by name', async (command) => {
    const { errors, exitCode } = await runCommand(command, ['--colour']);
    expect(errors).toContain("'--colour'");
    expect(errors).toContain('Usage:');
    expect(errors).not.toMatch(/\bat .*\.ts/);
    expect(exitCode).toBe(2);
  });
});
