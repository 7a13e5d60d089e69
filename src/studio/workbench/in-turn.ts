import { setTimeout as wait } from 'node:timers/promises';
import { WorkbenchError } from './workbench-error.ts';

/** The workbench holds two sides at a time: other editors may make it switch to others. */
const MAX_TRIES = 20;
const RETRY_MS = 250;

/** Tries again if others made the workbench switch to something else in the meantime. @throws what `work` throws */
export async function inTurn<Given>(work: () => Promise<Given>): Promise<Given> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const isPassing = error instanceof WorkbenchError && ['NotPrepared', 'Superseded'].includes(error.code);
      if (!isPassing || tries === MAX_TRIES) throw error;
    }
    await wait(RETRY_MS, undefined, { ref: false });
  }
}
