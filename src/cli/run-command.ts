import { explainStartFailure } from '#start-failure.ts';

/** Runs a command: a failure is told in plain words and ends the process with 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(explainStartFailure(error));
    process.exitCode = 1;
  }
}
