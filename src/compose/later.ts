/** A value that becomes available later, and may be replaced by a newer one. */
export interface Later<Value> {
  /** Resolves to the first value. */
  promise: Promise<Value>;
  /** @returns the newest value; undefined until there is one */
  current(): Value | undefined;
  resolve(value: Value): void;
}

export function createLater<Value>(): Later<Value> {
  const { promise, resolve } = Promise.withResolvers<Value>();
  let current: Value | undefined;
  return {
    promise,
    current: () => current,
    resolve(value) {
      current = value;
      resolve(value);
    },
  };
}
