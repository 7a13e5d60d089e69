import { seededRandom } from '#understanding/classifier/random.ts';

/** Seeded chance: the same seed produces the same demonstration. */
export interface Chance {
  /** In [0, 1). */
  random: () => number;
  /** True with this probability. */
  happens: (probability: number) => boolean;
  /** One of these, each equally likely. */
  oneOf: <Item>(items: readonly Item[]) => Item;
  /** One of these, by their weights. */
  weighted: <Item>(items: readonly (readonly [Item, number])[]) => Item;
  /** A duration around `median` with a long tail, as waits have. */
  around: (median: number, spread?: number) => number;
  shuffled: <Item>(items: readonly Item[]) => Item[];
}

/** Creates a source of chance. */
export function createChance(seed: number): Chance {
  const random = seededRandom(seed);
  const oneOf = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  };
  return {
    random,
    happens: (probability) => random() < probability,
    oneOf,
    weighted(items) {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0);
      let left = random() * total;
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return oneOf(items)[0];
    },
    // The exponential of a normally distributed number (Box–Muller).
    around(median, spread = 0.6) {
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      return median * Math.exp(spread * normal);
    },
    shuffled(items) {
      return items
        .map((item) => ({ item, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item);
    },
  };
}
