import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/run-command.ts';

describe('npm run chat', () => {
  it('greets, numbers the choices, and takes a number for a choice', async () => {
    const lines = [
      'is there a patch for my model?',
      '2',
      'is my EnStation patched?',
      '3',
      '99',
      'exit',
      'not read',
    ];
    const { output, errors, exitCode } = await runCommand('chat', [], { input: `${lines.join('\n')}\n` });
    expect(output).toContain('Hello! I can help');
    expect(output).toMatch(/^ {2}1\) What is KRACK\?$/m);
    expect(output).toMatch(/^ {2}2\) Show me all models$/m);
    expect(output).toMatch(/^Available Now \(\d+ of 60 models\)/m);
    expect(output).toMatch(/^ {2}3\) EnStation5-AC$/m);
    expect(output).toContain('EnStation5-AC: In Progress.');
    expect(output).not.toContain('**');
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
  });

  it('ends when the input ends', async () => {
    const { exitCode, output } = await runCommand('chat', [], { input: 'hello' });
    expect(exitCode).toBe(0);
    expect(output).toContain('Hello!');
  });
});
