import { type ExpectedResult, runExpected } from '#expected/run-expected.ts';
import { type ExpectedVerdict, judgeCandidate } from '#expected/verdict.ts';
import type { ReadySides } from './prepared-sides.ts';
import type { SideName } from './protocol.ts';

/** What has come of the draft's expected answers. */
export interface ExpectedRun {
  isExact: boolean;
  /** In the order of the draft. */
  results: ExpectedResult[];
}

const clock = (): Date => new Date();

/** Asks one side everything that the draft expects: of the published one, that says what fails already. */
export async function runAllExpected(sides: ReadySides, side: SideName): Promise<ExpectedRun> {
  const { expected } = sides.draft.knowledge;
  const results: ExpectedResult[] = [];
  for await (const result of runExpected(expected, sides[side], { clock: () => new Date() }))
    results.push(result);
  return { isExact: sides.isExact, results };
}

/** Asks the draft everything that it expects, and the published side what fails. */
export async function judgeDraft({
  published,
  draft,
  isExact,
}: ReadySides): Promise<ExpectedVerdict & { isExact: boolean }> {
  return { ...(await judgeCandidate(draft, () => Promise.resolve(published), { clock })), isExact };
}
