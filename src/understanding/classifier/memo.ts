/**
 * `compute`, remembering what it gave for up to `limit` keys. At the limit everything is forgotten at once:
 * customers type a bounded vocabulary, so that is rare, and a flood of nonsense cannot fill the memory.
 */
export function memoised<Value>(compute: (key: string) => Value, limit: number): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const value = compute(key);
    if (known.size >= limit) known.clear();
    known.set(key, value);
    return value;
  };
}
