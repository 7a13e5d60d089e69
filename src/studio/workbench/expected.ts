import { type ExpectedResult, runExpected } from '#expected/run-expected.ts';
import { type ExpectedVerdict, judgeCandidate } from '#expected/verdict.ts';
import type { ReadySides } from './prepared-sides.ts';
import type { SideName } from './protocol.ts';

/** The results of the draft's expected answers. */
export interface ExpectedRun {
  isExact: boolean;
  /** In the order of the draft. */
  results: ExpectedResult[];
}

const clock = (): Date => new Date();

/** Runs the draft's expected answers on one side; on the published side, this shows which ones already fail. */
export async function runAllExpected(sides: ReadySides, side: SideName): Promise<ExpectedRun> {
  const { expected } = sides.draft.knowledge;
  const results: ExpectedResult[] = [];
  for await (const result of runExpected(expected, sides[side], { clock: () => new Date() }))
    results.push(result);
  return { isExact: sides.isExact, results };
}

/** Runs the expected answers on the draft, and runs those that fail on the published side. */
export async function judgeDraft({
  published,
  draft,
  isExact,
}: ReadySides): Promise<ExpectedVerdict & { isExact: boolean }> {
  return { ...(await judgeCandidate(draft, () => Promise.resolve(published), { clock })), isExact };
}
