import { explainStartFailure } from '#start-failure.ts';
import { thisProcess } from './terminal.ts';

/** Runs a command. A failure is explained in plain words and sets exit code 1. */
export async function runCommand(command: () => Promise<void>, terminal = thisProcess): Promise<void> {
  try {
    await command();
  } catch (error) {
    terminal.printError(explainStartFailure(error));
    terminal.fail(1);
  }
}
