/** Derives something from a value that may be replaced: once, and again only after the value has been replaced. */
export function derivedFrom<Value, Made>(value: () => Value, make: (value: Value) => Made): () => Made {
  let made: { of: Value; result: Made } | undefined;
  return () => {
    const current = value();
    if (made?.of !== current) made = { of: current, result: make(current) };
    return made.result;
  };
}
