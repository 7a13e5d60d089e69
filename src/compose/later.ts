/** A value that becomes available later. */
export interface Later<Value> {
  /** Resolves when the value is available. */
  promise: Promise<Value>;
  /** @returns undefined until the value is available */
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
