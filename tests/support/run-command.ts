import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Terminal } from '#cli/terminal.ts';
import { knowledgeDir } from './classifier-cache.ts';
import { compileCache } from './compile-cache.ts';
import { createDataDir } from './data-dir.ts';

/** What a command printed, and its exit code. */
export interface CommandResult {
  output: string;
  errors: string;
  exitCode: number | null;
}

const commands = join(import.meta.dirname, '../../src/cli');

/** Runs a command of src/cli in a separate process, as its npm script does, with `input` as standard input. */
export function runCommand(
  name: string,
  args: readonly string[] = [],
  {
    input = '',
    environment = {},
    cwd,
  }: { input?: string; environment?: Record<string, string>; cwd?: string } = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const dataDir = createDataDir();
    const child = spawn(process.execPath, [join(commands, `${name}.ts`), ...args], {
      // Unless the test has its own folder, there is no .env file: only these variables count.
      cwd: cwd ?? dataDir,
      env: {
        PATH: process.env['PATH'],
        ...compileCache,
        DATA_DIR: dataDir,
        KNOWLEDGE_DIR: knowledgeDir,
        ...environment,
      },
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ output, errors, exitCode }));
    child.stdin.end(input);
  });
}

/**
 * Runs a command in the test's own process, which has its modules loaded: loading them takes most of the time of a
 * separate process. For tests that are not about the process: it has no `.env` file, signals or priority.
 */
export async function runHere(
  command: (terminal: Terminal) => Promise<void>,
  args: readonly string[] = [],
  { input = '', environment = {} }: { input?: string; environment?: Record<string, string> } = {},
): Promise<CommandResult> {
  const result: CommandResult = { output: '', errors: '', exitCode: 0 };
  const settings = { DATA_DIR: createDataDir(), KNOWLEDGE_DIR: knowledgeDir, ...environment };
  await command({
    args,
    environment: () => settings,
    input: Readable.from([input]),
    print: (line) => (result.output += `${line}\n`),
    printError: (line) => (result.errors += `${line}\n`),
    fail: (exitCode) => (result.exitCode = exitCode),
    lowerPriority: () => undefined,
  });
  return result;
}
