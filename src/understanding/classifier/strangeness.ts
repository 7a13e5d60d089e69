import type { Ensemble } from './ensemble.ts';
import { stem } from './text.ts';

/**
 * Creates the function that returns the share (0..1) of words that occur, in any inflection, in no training phrase of a
 * class; rare words weigh more. Words common to most classes are strange to none.
 */
export function createStrangeness({
  intents,
  space,
  examples,
}: Ensemble): (words: readonly string[], label: number) => number {
  const classes = intents.length;
  const isFamiliar = new Uint8Array(space.words.length * classes);
  const isRare = new Uint8Array(space.words.length);
  const { labels } = examples;
  // Character features alone are in the lists of those that occur once.
  const { lists, owners } = examples.weighted;
  for (let index = 0; index < space.words.length; index++) {
    for (let slot = lists[index]!; slot < lists[index + 1]!; slot++) {
      isFamiliar[index * classes + labels[owners[slot]!]!] = 1;
      isRare[index] = 1;
    }
  }
  const wordIndex = new Map(space.words.map((name, index) => [name, index]));
  const rarest = space.rarity.reduce((highest, rarity) => Math.max(highest, rarity), 0);

  return (words, label) => {
    let all = 0;
    let strange = 0;
    for (const word of words) {
      const index = wordIndex.get(stem(word));
      const weight = index === undefined ? rarest : space.rarity[index]!;
      all += weight;
      // The packed examples lack the features common to most of them.
      const isKnown =
        index !== undefined && (isRare[index] === 0 || isFamiliar[index * classes + label] === 1);
      if (!isKnown) strange += weight;
    }
    return all > 0 ? strange / all : 0;
  };
}
