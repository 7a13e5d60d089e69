import { seededRandom } from '#understanding/classifier/random.ts';

/** Makes seeded choices: the same seed gives the same requests. */
export class Chance {
  /** The random number generator: from 0 up to, but not including, 1. */
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** Returns true in this percentage of cases. */
  percent(share: number): boolean {
    return this.random() * 100 < share;
  }

  /** Returns a whole number from 0 up to, but not including, `end`. */
  below(end: number): number {
    return Math.floor(this.random() * end);
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  }
}
