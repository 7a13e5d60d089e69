/**
 * JSON escapes for U+0000, which PostgreSQL cannot store, and for surrogates, which may be alone and not valid in
 * UTF-8.
 */
const SUSPICIOUS = /\\u(?:0000|d[89a-f])/i;

/**
 * Makes text safe for every database, file and browser: removes U+0000, and replaces lone surrogates with U+FFFD. Call
 * it once, where text comes in.
 */
export const wellFormed = (text: string): string =>
  (text.isWellFormed() ? text : text.toWellFormed()).replaceAll('\0', '');

/** Whether a parsed value is an array or an object. */
const isContainer = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * Does the same for all text in a parsed value, including property names. It is not recursive, so deep nesting cannot
 * overflow the stack.
 * @param value plain data, as `JSON.parse` returns it; it is changed in place
 * @returns the value
 */
export function wellFormedIn<Value>(value: Value): Value;
export function wellFormedIn(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  const open = isContainer(value) ? [value] : [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [name, inner] of Object.entries(at)) {
      const cleanName = wellFormed(name);
      const clean = typeof inner === 'string' ? wellFormed(inner) : inner;
      if (cleanName !== name) delete at[name];
      // Not by assignment, which would treat "__proto__" specially.
      if (cleanName !== name || clean !== inner)
        Object.defineProperty(at, cleanName, {
          value: clean,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      if (isContainer(inner)) open.push(inner);
    }
  }
  return value;
}

/**
 * Parses JSON from outside, and makes all text in it well-formed.
 * @throws {SyntaxError} if it is not JSON
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // Most texts contain nothing suspicious and skip the second pass.
  return SUSPICIOUS.test(text) ? wellFormedIn(value) : value;
}

/**
 * Removes U+0000 from the path and query of a requested URL. It takes a single pass, because anybody may request 16,000
 * characters of "%", and removing one U+0000 may create another ("%%0000").
 */
export function wellFormedUrl(url: string): string {
  if (!url.includes('%00')) return url;
  const kept: string[] = [];
  for (const sign of url) {
    if (sign === '0' && kept.at(-1) === '0' && kept.at(-2) === '%') kept.length -= 2;
    else kept.push(sign);
  }
  return kept.join('');
}
