/** How many of something are under way, by whose they are. */
export interface Counts {
  /**
   * Counts one in, under each of its keys.
   * @param keys each with the most there may be under it
   * @returns a function that counts it out again, once; undefined when one of the keys has its most already
   */
  countIn(keys: readonly (readonly [key: string, most: number])[]): (() => void) | undefined;
}

/** Counts what is open or running now. A key that nothing is under takes no memory. */
export function createCounts(): Counts {
  const counts = new Map<string, number>();
  const add = (key: string, step: 1 | -1): void => {
    const left = (counts.get(key) ?? 0) + step;
    if (left > 0) counts.set(key, left);
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
