import { scan } from 'secure-json-parse';
import { parseJson as parseWellFormed } from '#text/well-formed.ts';
import { HttpProblem } from './problem.ts';

/** The default limit of a JSON body, in bytes. */
export const JSON_BYTES = 64 * 1024;

/**
 * The deepest nesting of lists and objects. Real messages have fewer than ten levels; thousands overflow the stack when
 * serialised.
 */
const DEEPEST_JSON = 40;

/** Keys with a special meaning, as they are or escaped. */
const SUSPICIOUS = /__proto__|constructor|\\u/;
const REMOVE = { protoAction: 'remove', constructorAction: 'remove' } as const;

/**
 * Parses JSON from outside: a body or a part of one. Makes all text in it well-formed, and removes fields that would
 * change how an object behaves (`__proto__`).
 * @throws {HttpProblem} 400 if it is not JSON, or nested too deeply
 */
export function parseJson(text: string): unknown {
  if (isDeeper(text, DEEPEST_JSON))
    throw new HttpProblem(
      400,
      'TooDeep',
      `The JSON is nested too deeply. Use at most ${DEEPEST_JSON} levels.`,
    );
  try {
    const value = parseWellFormed(text);
    // Most texts contain no such key and need no second look.
    return typeof value === 'object' && value !== null && SUSPICIOUS.test(text) ? scan(value, REMOVE) : value;
  } catch (error) {
    throw new HttpProblem(400, 'BadJson', 'The body is not valid JSON.', { cause: error });
  }
}

/**
 * Parses a body that must be an object; an empty one counts as an empty object.
 * @throws {HttpProblem} 400
 */
export function parseObject(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  const value = parseJson(text);
  if (!isObject(value)) throw new HttpProblem(400, 'BadArgument', 'The body must be a JSON object.');
  return value;
}

/** A JSON object, not an array. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const QUOTE = '"';
const BACKSLASH = 0x5c;

/**
 * Whether JSON text nests lists and objects more than `most` levels deep. Reads the text once, before parsing: parsing
 * a deep nest is cheap, but code that walks through the result may overflow the stack.
 */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
      case '[':
        depth += 1;
        if (depth > most) return true;
        break;
      case '}':
      case ']':
        depth -= 1;
        break;
      case QUOTE:
        at = endOfString(text, at);
        break;
      default:
    }
  }
  return false;
}

/** @param start of its opening quote @returns where its closing quote is; the text's end if there is none */
function endOfString(text: string, start: number): number {
  let end = text.indexOf(QUOTE, start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf(QUOTE, end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}
