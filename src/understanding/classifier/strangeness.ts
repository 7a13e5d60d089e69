import type { Ensemble } from './ensemble.ts';
import { featureOfStem } from './features.ts';
import { NONE } from './tables.ts';
import { stem } from './text.ts';

/**
 * Creates the function that returns the share (0..1) of words that occur, in any inflection, in no training phrase of a
 * class; rare words weigh more. Words common to most classes are not strange to any.
 */
export function createStrangeness({
  space,
  examples,
}: Ensemble): (words: readonly string[], label: number) => number {
  const { labels } = examples;
  // The lists of features that occur once contain only character features.
  const { lists, owners } = examples.weighted;
  const rarest = space.rarity.reduce((highest, rarity) => Math.max(highest, rarity), 0);

  /** Whether a phrase of the class has the feature: owners are in the order of their classes. */
  const isInClass = (feature: number, label: number): boolean => {
    let from = lists[feature]!;
    let to = lists[feature + 1]!;
    // The packed examples lack the features common to most of them.
    if (from === to) return true;
    const end = to;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (labels[owners[middle]!]! < label) from = middle + 1;
      else to = middle;
    }
    return from < end && labels[owners[from]!] === label;
  };

  return (words, label) => {
    let all = 0;
    let strange = 0;
    for (const word of words) {
      const feature = featureOfStem(space, stem(word));
      const weight = feature === NONE ? rarest : space.rarity[feature]!;
      all += weight;
      if (feature === NONE || !isInClass(feature, label)) strange += weight;
    }
    return all > 0 ? strange / all : 0;
  };
}
