/** How many of something are open, by owner. */
export interface Counts {
  /**
   * Counts one under each of its keys.
   * @param keys each with its maximum
   * @returns a function that releases it, once; undefined if one of the keys has reached its maximum
   */
  countIn(keys: readonly (readonly [key: string, most: number])[]): (() => void) | undefined;
}

/** Counts what is open or running now. A key with a count of zero takes no memory. */
export function createCounts(): Counts {
  const counts = new Map<string, number>();
  const add = (key: string, step: 1 | -1): void => {
    const count = (counts.get(key) ?? 0) + step;
    if (count > 0) counts.set(key, count);
    else counts.delete(key);
  };
  return {
    countIn(keys) {
      if (keys.some(([key, most]) => (counts.get(key) ?? 0) >= most)) return undefined;
      for (const [key] of keys) add(key, 1);
      let isCounted = true;
      return () => {
        if (isCounted) for (const [key] of keys) add(key, -1);
        isCounted = false;
      };
    },
  };
}
