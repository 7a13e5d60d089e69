/** U+0000, which PostgreSQL cannot store, and halves of characters, which no UTF-8 can hold, in a JSON text's escapes. */
const SUSPICIOUS = /\\u(?:0000|d[89a-f])/i;

/**
 * Text that every database, file and browser takes: without U+0000, and with U+FFFD in place of half a character.
 * Do it once, where text comes in.
 */
export const wellFormed = (text: string): string =>
  (text.isWellFormed() ? text : text.toWellFormed()).replaceAll('\0', '');

/** A list or an object of a parsed value. */
const isContainer = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * The same for all text in a parsed value, the names of its fields included. However deep it is nested, the stack
 * stays flat.
 * @param value plain data, as `JSON.parse` gives it; it is changed in place
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
      // Not by assignment: that would take "__proto__" for more than a name.
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
 * `JSON.parse` for what comes from outside: all text in it is well-formed.
 * @throws {SyntaxError} when it is not JSON
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // Most texts hold nothing of the kind, and need no second look.
  return SUSPICIOUS.test(text) ? wellFormedIn(value) : value;
}

/**
 * An address as it was asked for, without U+0000 in its path and query. It is read once: anybody may ask for 16,000
 * characters of "%", and what stands around one U+0000 may make another ("%%0000").
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
