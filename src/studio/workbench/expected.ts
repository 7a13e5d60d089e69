import { type ExpectedVerdict, judgeCandidate } from '#expected/verdict.ts';
import type { ReadySides } from './prepared-sides.ts';

const clock = (): Date => new Date();

/** Runs the expected answers on the draft, and runs those that fail on the published side. */
export async function judgeDraft({
  published,
  draft,
  isExact,
}: ReadySides): Promise<ExpectedVerdict & { isExact: boolean }> {
  return { ...(await judgeCandidate(draft, () => Promise.resolve(published), { clock })), isExact };
}
