import type { Measure } from '#store/insights/counts.ts';
import type { Total } from '#store/insights/read-totals.ts';
import { tallyOf } from './tally.ts';
import type { InsightAnswer } from './wire.ts';

const MAX = 20;
/** Answers given less often than this are too rare to judge. */
const MIN_GIVEN = 5;

export const answerMeasures: readonly Measure[] = [
  'answer',
  'answer-up',
  'answer-down',
  'answer-helped',
  'answer-not-helped',
  'answer-asked-again',
];

/** The answers given, most frequent first. */
export function answersIn(
  totals: readonly Total[],
  titleOf: (id: string) => string | undefined,
): InsightAnswer[] {
  const { of } = tallyOf(totals);
  return totals
    .filter(({ measure }) => measure === 'answer')
    .map(({ key: id }) => ({
      id,
      title: titleOf(id) ?? id,
      given: of('answer', id),
      thumbsUp: of('answer-up', id),
      thumbsDown: of('answer-down', id),
      helped: of('answer-helped', id),
      notHelped: of('answer-not-helped', id),
      askedAgain: of('answer-asked-again', id),
    }))
    .toSorted((a, b) => b.given - a.given || (a.id < b.id ? -1 : 1));
}

const missesOf = ({ thumbsDown, notHelped, askedAgain }: InsightAnswer): number =>
  thumbsDown + notHelped + askedAgain;

export const topAnswers = (answers: readonly InsightAnswer[]): InsightAnswer[] => answers.slice(0, MAX);

/** The answers that most often did not help, by share. */
export const worstAnswers = (answers: readonly InsightAnswer[]): InsightAnswer[] =>
  answers
    .filter((answer) => answer.given >= MIN_GIVEN && missesOf(answer) > 0)
    .toSorted((a, b) => missesOf(b) / b.given - missesOf(a) / a.given || b.given - a.given)
    .slice(0, MAX);

/** The names that a measure counts, most frequent first. */
export const namedIn = (totals: readonly Total[], measure: Measure): { name: string; count: number }[] =>
  totals
    .filter((total) => total.measure === measure)
    .map(({ key: name, count }) => ({ name, count }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, MAX);
