import { constants, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { readEnvironment } from '#environment.ts';

/** A command's surroundings: its arguments, its input, and where its output goes. */
export interface Terminal {
  /** The arguments after the command's name. */
  args: readonly string[];
  /** Reads the settings. @throws {ConfigError} if `.env` cannot be read */
  environment: typeof readEnvironment;
  /** Standard input. */
  input: Readable;
  /** Writes a line to standard output. */
  print(line: string): void;
  /** Writes a line to standard error. */
  printError(line: string): void;
  /** Ends the command with this exit code once its work is done; 0 if it is never called. */
  fail(exitCode: number): void;
  /** Gives way to other programs on this machine from now on. */
  lowerPriority(): void;
}

/** The terminal of a command that has the whole process to itself. */
export const thisProcess: Terminal = {
  args: process.argv.slice(2),
  environment: readEnvironment,
  get input() {
    return process.stdin;
  },
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  fail(exitCode) {
    process.exitCode = exitCode;
  },
  lowerPriority: () => setPriority(constants.priority.PRIORITY_LOW),
};
