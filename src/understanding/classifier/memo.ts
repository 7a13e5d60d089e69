/** How many results a memo holds at most, and for keys of how many characters: it stays bounded in bytes too. */
interface Bounds {
  keys: number;
  length: number;
}

/** Longer words than this are no words of ours. */
const WORDS: Bounds = { keys: 4_000, length: 24 };

/**
 * `compute`, remembering its results. When the memo is full, it forgets everything at once: customers type a small
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
