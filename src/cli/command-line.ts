import { parseArgs } from 'node:util';
import { type Terminal, thisProcess } from './terminal.ts';

/** A command's options by name: a switch is boolean, every other option takes a value. */
type Options = Record<string, { type: 'boolean' | 'string' }>;

/** A parsed command line. */
export interface CommandLine<Known extends Options> {
  values: { [Name in keyof Known]?: Known[Name]['type'] extends 'boolean' ? boolean : string };
  /** The arguments that are not options. */
  words: string[];
}

/**
 * Parses a command line. `--help` prints the usage to standard output; a mistake is reported on standard error together
 * with the usage (exit code 2).
 * @param words whether arguments other than options are allowed
 * @returns undefined if the usage was printed and there is nothing left to do
 */
export function readCommandLine<const Known extends Options>(
  usage: string,
  options: Known,
  words: 'none' | 'any' = 'none',
  terminal: Terminal = thisProcess,
): CommandLine<Known> | undefined {
  try {
    const all: Options = { ...options, help: { type: 'boolean' } };
    const { values, positionals } = parseArgs({
      args: [...terminal.args],
      options: all,
      allowPositionals: words === 'any',
    });
    // `parseArgs` gives each option the requested type, or throws. oxlint-disable-next-line
    // typescript/no-unsafe-type-assertion
    if (values['help'] !== true)
      return { values: values as CommandLine<Known>['values'], words: positionals };
    terminal.print(usage);
  } catch (error) {
    refuseCommandLine(error instanceof Error ? error.message : String(error), usage, terminal);
  }
  return undefined;
}

/** Reports a mistake on the command line, and prints the usage (exit code 2). */
export function refuseCommandLine(problem: string, usage: string, terminal = thisProcess): void {
  terminal.printError(`${problem}\n${usage}`);
  terminal.fail(2);
}
