import { seededRandom } from '#understanding/classifier/random.ts';

/** Seeded choices: the same seed gives the same requests. */
export class Chance {
  /** The source of numbers from 0 to below 1. */
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.random() * 100 < share;
  }

  /** A whole number from 0 to one below `end`. */
  below(end: number): number {
    return Math.floor(this.random() * end);
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  }
}
