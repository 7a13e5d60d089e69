import { parseArgs } from 'node:util';

/** The options of a command, by name: a switch is boolean, everything else takes a value. */
type Options = Record<string, { type: 'boolean' | 'string' }>;

/** What a command was called with. */
export interface CommandLine<Known extends Options> {
  values: { [Name in keyof Known]?: Known[Name]['type'] extends 'boolean' ? boolean : string };
  /** The words beside the options. */
  words: string[];
}

/**
 * Reads what a command was called with. `--help` prints the usage on standard output; what cannot be read is named
 * on standard error, with the usage (exit code 2).
 * @param words how many words may stand beside the options
 * @returns undefined after it printed the usage: then there is nothing left to do
 */
export function readCommandLine<const Known extends Options>(
  usage: string,
  options: Known,
  words: 'none' | 'any' = 'none',
): CommandLine<Known> | undefined {
  try {
    const all: Options = { ...options, help: { type: 'boolean' } };
    const { values, positionals } = parseArgs({ options: all, allowPositionals: words === 'any' });
    // `parseArgs` gives each option the type that is asked of it, or throws.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (values['help'] !== true)
      return { values: values as CommandLine<Known>['values'], words: positionals };
    console.log(usage);
  } catch (error) {
    refuseCommandLine(error instanceof Error ? error.message : String(error), usage);
  }
  return undefined;
}

/** Says what is wrong with what a command was called with, and how it is used (exit code 2). */
export function refuseCommandLine(problem: string, usage: string): void {
  console.error(`${problem}\n${usage}`);
  process.exitCode = 2;
}
