import { type LabelledUtterance, OUT_OF_SCOPE } from '../labelled-utterance.ts';
import type { Rated } from '../plots.ts';
import { median, shareOf } from '../statistics.ts';
import type { Prediction } from './peer.ts';

/** How well a classifier does on the lines by intent alone, without dialogs. Shares are 0..1. */
export interface Comparison {
  name: string;
  rejection: string;
  /** In scope: the likeliest intent is right, whatever its score. */
  topOne: number;
  /** In scope: answered and right, answered and wrong, not answered (clarified or rejected). */
  straight: number;
  wrong: number;
  unanswered: number;
  /** Out of scope: answered, but should not have been. */
  falseAnswers: number;
  trainingSeconds: number | undefined;
  /** Median milliseconds to classify. */
  milliseconds: number;
  rated: Rated[];
}

/** One line with a classifier's guess, whether it would act on it, and how long it took. */
export interface Classified {
  line: LabelledUtterance;
  guess: Prediction;
  answers: boolean;
  milliseconds: number;
}

/** Computes a classifier's figures. */
export function compare(
  { name, rejection, trainingSeconds }: Pick<Comparison, 'name' | 'rejection' | 'trainingSeconds'>,
  classified: readonly Classified[],
): Comparison {
  const isRight = ({ line, guess }: Classified): boolean => guess.intent === line.id;
  const answers = ({ guess, answers: acts }: Classified): boolean => acts && guess.intent !== OUT_OF_SCOPE;
  const inScope = classified.filter(({ line }) => line.id !== OUT_OF_SCOPE);
  const outOfScope = classified.filter(({ line }) => line.id === OUT_OF_SCOPE);
  const share = (of: readonly Classified[], test: (one: Classified) => boolean): number =>
    shareOf(of.filter(test).length, of.length);
  return {
    name,
    rejection,
    trainingSeconds,
    topOne: share(inScope, isRight),
    straight: share(inScope, (one) => answers(one) && isRight(one)),
    wrong: share(inScope, (one) => answers(one) && !isRight(one)),
    unanswered: share(inScope, (one) => !answers(one)),
    falseAnswers: share(outOfScope, answers),
    milliseconds: median(classified.map(({ milliseconds }) => milliseconds)),
    rated: classified.map((one) => ({ confidence: one.guess.score, right: isRight(one) })),
  };
}
