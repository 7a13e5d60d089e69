import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { knowledgeDir } from './classifier-cache.ts';
import { compileCache } from './compile-cache.ts';
import { createDataDir } from './data-dir.ts';

/** What a command printed, and how it ended. */
export interface CommandResult {
  output: string;
  errors: string;
  exitCode: number | null;
}

const commands = join(import.meta.dirname, '../../src/cli');

/** Runs a command of src/cli as a process of its own, as its npm script does, with `input` typed in. */
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
      // Without a folder of the test's own there is no .env file: only what stands here counts.
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
