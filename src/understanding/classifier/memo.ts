/** A memo never holds more than this many results. */
const MOST_KEYS = 4_000;
/** Longer words than this are no words of ours, and are not remembered: the memory stays bounded in bytes too. */
const LONGEST_KEY = 24;

/**
 * `compute`, remembering its results. When the memo is full, it forgets everything at once: customers type a small
 * vocabulary, so that is rare, and a flood of nonsense costs a few hundred kilobytes at most.
 */
export function memoised<Value>(compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    if (key.length > LONGEST_KEY) return compute(key);
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const value = compute(key);
    if (known.size >= MOST_KEYS) known.clear();
    known.set(key, value);
    return value;
  };
}
