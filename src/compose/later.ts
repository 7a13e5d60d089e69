/** A value that is there later. */
export interface Later<Value> {
  /** Resolves when the value is there. */
  promise: Promise<Value>;
  /** @returns undefined until the value is there */
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
