/** A value that is replaced as a whole while the app runs. */
export interface Current<Value> {
  get(): Value;
  change(value: Value): void;
}

export function createCurrent<Value>(value: Value): Current<Value> {
  let current = value;
  return {
    get: () => current,
    change(next) {
      current = next;
    },
  };
}
