import { explainStartFailure } from '#start-failure.ts';

/** Runs a command. A failure is explained in plain words and sets exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(explainStartFailure(error));
    process.exitCode = 1;
  }
}
