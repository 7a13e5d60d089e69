import { createWeigher, fitEnsemble } from './ensemble.ts';
import type { Ensemble, Epochs, TokenisedPhrase } from './ensemble.ts';
import type { Observation } from './calibrator.ts';
import { measures } from './measures.ts';
import { seededRandom, shuffledNumbers } from './random.ts';
import { countWords, createWorder } from './wording.ts';

/** The intent of what is none of ours. */
export const OUT_OF_SCOPE = 'oos';

export const FOLDS = 5;
/** Share of the evidence that stands for questions nobody foresaw. */
const UNFORESEEN_SHARE = 0.2;

/** A held-out phrase as a model that never saw it took it. */
export interface Trial extends Observation {
  /** Its intent was left out as a whole: it stands for what nobody foresaw. */
  unforeseen: boolean;
  /** It was taken to be out of scope. */
  outOfScope: boolean;
  /** The right intent is among the three best. */
  inTopThree: boolean;
}

/** A phrase with its text, which a model that did not see it must read with its own vocabulary. */
export interface TextPhrase extends TokenisedPhrase {
  text: string;
}

/**
 * Leaves out, fold by fold, a fifth of the intents as a whole and a fifth of the other phrases, trains on the
 * rest and observes what becomes of those left out. `onFold` is awaited after each fold.
 */
export async function crossValidate(
  phrases: readonly TextPhrase[],
  vocabulary: readonly string[],
  epochs: Epochs,
  seed: number,
  onFold: (fold: number) => void | Promise<void>,
): Promise<Trial[]> {
  const random = seededRandom(seed);
  const intents = [...new Set(phrases.map(({ intent }) => intent))].filter(
    (intent) => intent !== OUT_OF_SCOPE,
  );
  const intentOrder = shuffledNumbers(intents.length, random);
  const intentFolds = new Map(intents.map((intent, at) => [intent, intentOrder[at]! % FOLDS]));
  const phraseFolds = shuffledNumbers(phrases.length, random).map((place) => place % FOLDS);

  const trials: Trial[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const unforeseen = phrases.filter(({ intent }) => intentFolds.get(intent) === fold);
    const others = phrases.map((phrase, at) => ({ phrase, held: phraseFolds[at] === fold }));
    const foreseen = others.filter(({ phrase }) => intentFolds.get(phrase.intent) !== fold);
    const training = foreseen.filter(({ held }) => !held).map(({ phrase }) => phrase);
    const heldOut = foreseen.filter(({ held }) => held).map(({ phrase }) => phrase);
    if (training.length > 0) {
      const observe = observer(fitEnsemble(training, epochs, seed), training, vocabulary);
      for (const phrase of heldOut) trials.push(observe(phrase, false));
      for (const phrase of unforeseen) trials.push(observe(phrase, true));
    }
    await onFold(fold);
  }
  return weighted(trials);
}

function observer(
  ensemble: Ensemble,
  training: readonly TokenisedPhrase[],
  vocabulary: readonly string[],
): (phrase: TextPhrase, unforeseen: boolean) => Trial {
  const weigh = createWeigher(ensemble);
  const word = createWorder(countWords(training, vocabulary));
  return (phrase, unforeseen) => {
    const wording = word(phrase.text);
    const evidence = weigh(wording.words);
    const ranked = [...evidence.mixture.keys()].sort((a, b) => evidence.mixture[b]! - evidence.mixture[a]!);
    const best = ranked[0] ?? 0;
    const intent = unforeseen ? OUT_OF_SCOPE : phrase.intent;
    const outOfScope = ensemble.intents[best] === OUT_OF_SCOPE;
    return {
      measures: measures(evidence, best, wording, outOfScope),
      right: ensemble.intents[best] === intent,
      inTopThree: ranked.slice(0, 3).some((label) => ensemble.intents[label] === intent),
      unforeseen,
      outOfScope,
      weight: 1,
    };
  };
}

/** Weighs the trials so that the unforeseen are `UNFORESEEN_SHARE` of the whole. */
function weighted(trials: readonly Trial[]): Trial[] {
  const unforeseen = trials.filter((trial) => trial.unforeseen).length;
  const foreseen = trials.length - unforeseen;
  if (unforeseen === 0 || foreseen === 0) return [...trials];
  const weight = (UNFORESEEN_SHARE / (1 - UNFORESEEN_SHARE)) * (foreseen / unforeseen);
  return trials.map((trial) => (trial.unforeseen ? { ...trial, weight } : trial));
}
