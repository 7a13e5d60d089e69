import { within } from '#within.ts';
import { type Check, type Finding, mend } from './finding.ts';

/** Longer than any healthy service takes. */
const PATIENCE_MS = 10_000;

/**
 * Runs all checks at once and yields their findings in order, each as soon as those before it are done.
 * @param patienceMs how long one check may take
 */
export async function* runChecks(
  checks: readonly Check[],
  patienceMs = PATIENCE_MS,
): AsyncGenerator<{ name: string; finding: Finding }> {
  const running = checks.map((check) => ({ name: check.name, finding: findingOf(check, patienceMs) }));
  for (const { name, finding } of running) yield { name, finding: await finding };
}

async function findingOf({ run, where }: Check, patienceMs: number): Promise<Finding> {
  let finding: Finding | undefined;
  try {
    await within(
      patienceMs,
      run().then((found) => {
        finding = found;
      }),
    );
  } catch (error) {
    // Only the code: the message may contain anything, even an address with a password.
    const what = error instanceof Error ? error.name : 'unknown error';
    return mend(`The check failed (${what}). Check ${where}.`);
  }
  return finding ?? mend(`No answer within ${patienceMs / 1000} seconds. Check ${where}.`);
}
