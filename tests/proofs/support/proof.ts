import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printLine } from './print-line.ts';

/** What a proof works with; everything is removed when the proof ends, however it ends. */
export interface Proof {
  /** A folder for this proof only. */
  folder: string;
  /** Registers a function to run at the end; the last one registered runs first. */
  atEnd: (close: () => Promise<void> | void) => void;
}

/**
 * Runs a proof, then exits with 0 if it holds and with 1 otherwise.
 * @param seconds the time limit, after which the proof has failed
 * @param prove resolves with true if the proof holds
 */
export async function runProof(seconds: number, prove: (proof: Proof) => Promise<boolean>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'support-bot-proof-'));
  const closers: (() => Promise<void> | void)[] = [() => rm(folder, { recursive: true, force: true })];
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => over.reject(new Error(`The proof took more than ${seconds} s.`)),
    seconds * 1000,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => over.reject(new Error(`The proof was stopped by ${signal}.`)));
  let holds = false;
  try {
    holds = await Promise.race([prove({ folder, atEnd: (close) => closers.push(close) }), over.promise]);
  } catch (error) {
    printLine(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  clearTimeout(timer);
  for (const close of closers.toReversed()) await close();
  printLine(holds ? 'The proof holds.' : 'THE PROOF FAILED.');
  process.exit(holds ? 0 : 1);
}
