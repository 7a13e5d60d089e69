import type { ExpectedAnswers } from '#knowledge/expected-schema.ts';
import { countExpected, type ExpectedResult, type Reader, runExpected } from './run-expected.ts';

/** What came of the expected answers of a release that is to be published. */
export interface ExpectedVerdict {
  /** How many there are. */
  total: number;
  /** Those that the published release passes and this one fails: they speak against publishing. */
  broken: readonly ExpectedResult[];
  /** Those that the published release fails, too. */
  failingBefore: readonly ExpectedResult[];
}

/**
 * Runs the expected answers of a candidate, and those that fail once more with what is published.
 * @param published reads as customers are answered now, and is asked for only when something fails; undefined when
 *   nothing is published
 */
export async function judgeCandidate(
  candidate: Reader,
  published: () => Promise<Reader | undefined>,
  parts: { clock: () => Date },
): Promise<ExpectedVerdict> {
  const { expected } = candidate.knowledge;
  const total = countExpected(expected);
  const failing = await failingOf(expected, candidate, parts);
  const reader = failing.length > 0 ? await published() : undefined;
  if (reader === undefined) return { total, broken: [], failingBefore: failing };
  const before = new Set((await failingOf(only(expected, failing), reader, parts)).map(nameOf));
  return {
    total,
    broken: failing.filter((result) => !before.has(nameOf(result))),
    failingBefore: failing.filter((result) => before.has(nameOf(result))),
  };
}

/** Runs the expected answers. @returns the results of those that fail */
export async function failingOf(
  expected: ExpectedAnswers,
  reader: Reader,
  parts: { clock: () => Date },
): Promise<ExpectedResult[]> {
  const failing: ExpectedResult[] = [];
  for await (const result of runExpected(expected, reader, parts)) if (!result.passed) failing.push(result);
  return failing;
}

type Place = Pick<ExpectedResult, 'document' | 'id'>;

const nameOf = ({ document, id }: Place): string => `${document} › ${id}`;

function only({ questions, conversations }: ExpectedAnswers, places: readonly Place[]): ExpectedAnswers {
  const names = new Set(places.map(nameOf));
  const isOne = (place: Place): boolean => names.has(nameOf(place));
  return { questions: questions.filter(isOne), conversations: conversations.filter(isOne) };
}
