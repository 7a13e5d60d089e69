import { createWeigher, fitEnsemble } from './ensemble.ts';
import type { Ensemble, Epochs, TokenisedPhrase } from './ensemble.ts';
import type { Observation } from './calibrator.ts';
import { FOLDS } from './folds.ts';
import { measures } from './measures.ts';
import { seededRandom, shuffledPlaces, textNumber } from './random.ts';
import { countWords, createWorder } from './wording.ts';

/** The intent of everything out of scope. */
export const OUT_OF_SCOPE = 'oos';

/** The share of the evidence that stands for unforeseen questions. */
const UNFORESEEN_SHARE = 0.2;

/** How a phrase was classified by a model that had never seen it. */
export interface Trial extends Observation {
  /** Its whole intent was held out, so it stands for a question that nobody foresaw. */
  unforeseen: boolean;
  /** It was classified as out of scope. */
  outOfScope: boolean;
  /** The right intent is among the three best. */
  inTopThree: boolean;
}

/** A phrase with its text: a model that has not seen the phrase must read it with its own vocabulary. */
export interface TextPhrase extends TokenisedPhrase {
  text: string;
}

/** The folds of a cross-validation; each can be computed independently. */
interface CrossValidation {
  /**
   * Holds out the fold's intents completely and its phrases of the others, trains on the rest and tries all that were
   * held out.
   */
  trialsOf(fold: number): Trial[];
  /** Weights the trials of all folds so that the unforeseen ones make up `UNFORESEEN_SHARE` of the total. */
  weighted(trials: readonly Trial[]): Trial[];
}

/** Deals the intents and the phrases into `FOLDS` folds each, at random. */
export function crossValidation(
  phrases: readonly TextPhrase[],
  vocabulary: readonly string[],
  epochs: Epochs,
  seed: number,
): CrossValidation {
  const intents = [...new Set(phrases.map(({ intent }) => intent))].filter(
    (intent) => intent !== OUT_OF_SCOPE,
  );
  const intentFolds = foldsOf(intents, seed);
  const phraseFolds = foldsOf(phrases.map(keyOf), seed);
  return {
    trialsOf(fold) {
      const unforeseen = phrases.filter(({ intent }) => intentFolds.get(intent) === fold);
      const others = phrases.map((phrase) => ({ phrase, held: phraseFolds.get(keyOf(phrase)) === fold }));
      const foreseen = others.filter(({ phrase }) => intentFolds.get(phrase.intent) !== fold);
      const training = foreseen.filter(({ held }) => !held).map(({ phrase }) => phrase);
      const heldOut = foreseen.filter(({ held }) => held).map(({ phrase }) => phrase);
      if (training.length === 0) return [];
      const observe = observer(fitEnsemble(training, epochs, seed), training, vocabulary);
      return [
        ...heldOut.map((phrase) => observe(phrase, false)),
        ...unforeseen.map((phrase) => observe(phrase, true)),
      ];
    },
    weighted,
  };
}

const keyOf = ({ words, intent }: TokenisedPhrase): string => `${intent} ${words.join(' ')}`;

/**
 * Deals texts into `FOLDS` folds of equal size. Each text draws its own place in a sequence that is cut into folds: if
 * a text is added, only those at the cuts change their fold.
 */
function foldsOf(texts: readonly string[], seed: number): ReadonlyMap<string, number> {
  const places = shuffledPlaces(Uint32Array.from(texts, textNumber), seededRandom(seed));
  return new Map(Array.from(places, (at, rank) => [texts[at]!, Math.floor((rank * FOLDS) / texts.length)]));
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
    const ranked = threeBest(evidence.mixture);
    const best = ranked[0] ?? 0;
    const intent = unforeseen ? OUT_OF_SCOPE : phrase.intent;
    const outOfScope = ensemble.intents[best] === OUT_OF_SCOPE;
    return {
      measures: measures(evidence, best, wording, outOfScope),
      right: ensemble.intents[best] === intent,
      inTopThree: ranked.some((label) => ensemble.intents[label] === intent),
      unforeseen,
      outOfScope,
      weight: 1,
    };
  };
}

/** The labels with the highest shares, from the highest on; equal ones in their order. */
function threeBest(shares: Float64Array): number[] {
  const best: number[] = [];
  for (let label = 0; label < shares.length; label++) {
    const place = best.findIndex((other) => shares[label]! > shares[other]!);
    if (place >= 0) best.splice(place, 0, label);
    else if (best.length < 3) best.push(label);
    best.length = Math.min(best.length, 3);
  }
  return best;
}

function weighted(trials: readonly Trial[]): Trial[] {
  const unforeseen = trials.filter((trial) => trial.unforeseen).length;
  const foreseen = trials.length - unforeseen;
  if (unforeseen === 0 || foreseen === 0) return [...trials];
  const weight = (UNFORESEEN_SHARE / (1 - UNFORESEEN_SHARE)) * (foreseen / unforeseen);
  return trials.map((trial) => (trial.unforeseen ? { ...trial, weight } : trial));
}
