/** How many different numbers a source of chance draws. */
const RANGE = 2 ** 32;

/** Creates a source of numbers in [0, 1): mulberry32, the same sequence for the same seed on every platform. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / RANGE;
  };
}

/** A 32-bit number for a text (FNV-1a): the same on every platform. */
export function textNumber(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * Returns the indices of some keys in random order. Each key draws its own place, so that adding or removing a key
 * leaves the order of the others as it is: the result of learning in this order changes as little as the examples do.
 */
export function shuffledPlaces(keys: Uint32Array, random: () => number): Uint32Array {
  const epoch = Math.floor(random() * RANGE);
  // The draw and then the index, as one number, exact for up to 2²¹ keys: sorting numbers is twice as fast.
  const drawn = new Float64Array(keys.length);
  for (let at = 0; at < keys.length; at++)
    drawn[at] = seededRandom(keys[at]! ^ epoch)() * RANGE * keys.length + at;
  return Uint32Array.from(drawn.sort(), (draw) => draw % keys.length);
}
