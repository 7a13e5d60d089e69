import type { ExpectedAnswers } from '#knowledge/expected-schema.ts';
import { countExpected, type ExpectedResult, type Reader, runExpected } from './run-expected.ts';

/** The result of running the expected answers on a release that is to be published. */
export interface ExpectedVerdict {
  /** How many expected answers there are. */
  total: number;
  /** Those that the published release passes and this one fails: they are reasons not to publish. */
  broken: readonly ExpectedResult[];
  /** Those that the published release also fails. */
  failingBefore: readonly ExpectedResult[];
}

/**
 * Runs the expected answers on a candidate, and runs those that fail once more on the published release.
 * @param published reads as customers are answered now, and is called only if something fails; undefined if nothing is
 *   published
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
