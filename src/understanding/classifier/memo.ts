/** The maximum number of results and the maximum length of their keys; together they bound the memory. */
export interface Bounds {
  keys: number;
  length: number;
}

/** Longer words are not worth remembering. */
export const WORDS: Bounds = { keys: 4_000, length: 24 };

/**
 * Wraps `compute` so that it remembers its results. A full memo forgets everything at once: customers use a small
 * vocabulary, so that is rare, and a flood of nonsense costs a few hundred kilobytes at most.
 */
export function memoised<Value>(
  compute: (key: string) => Value,
  { keys, length }: Bounds = WORDS,
): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    if (key.length > length) return compute(key);
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const value = compute(key);
    if (known.size >= keys) known.clear();
    known.set(key, value);
    return value;
  };
}
