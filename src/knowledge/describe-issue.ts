import type { z } from 'zod';
import type { Problem } from './problems.ts';

/**
 * Turns a zod issue into problems that an editor can act on, with the entry's name and how to fix it in plain words.
 */
export function describeIssue(file: string, content: unknown, issue: z.core.$ZodIssue): Problem[] {
  const { entry, field } = locate(content, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      entry,
      field: field === '' ? key : `${field}.${key}`,
      message: `"${key}" is not a field here; correct its spelling or remove it.`,
    }));
  }
  return [{ file, entry, field, message: sentence(issue) }];
}

function sentence(issue: Exclude<z.core.$ZodIssue, z.core.$ZodIssueUnrecognizedKeys>): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'This field is missing; add it.';
      if (issue.input === null) return 'This is empty; write something or remove it.';
      if (issue.expected === 'string') return `${JSON.stringify(issue.input)} is not text; put it in quotes.`;
      return `This must be ${kinds[issue.expected] ?? issue.expected}; rewrite it as one.`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'This is empty; write something or remove it.'
        : `This needs at least ${issue.minimum} ${noun(issue.minimum)}; add what is missing.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `This is longer than ${issue.maximum} characters; shorten it.`
        : `This may have at most ${issue.maximum} ${noun(issue.maximum)}; remove some.`;
    case 'invalid_value':
      return `${JSON.stringify(issue.input)} is not allowed here; use ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
    case 'invalid_format':
      if (issue.input === '') return 'This is empty; write something or remove it.';
      return issue.format === 'date'
        ? `${JSON.stringify(issue.input)} is not a date; write it like 2017-10-17.`
        : `${JSON.stringify(issue.input)} is not an id; use lower-case words like "enviewer.camera-limit".`;
    case 'invalid_key':
      if (issue.issues[0]?.code === 'custom') return issue.issues[0].message;
      return 'This is not an intent id; use lower-case words like "enviewer.camera-limit".';
    case 'custom':
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
    default:
      return `This is not valid (${issue.message}); correct it.`;
  }
}

const kinds: Record<string, string> = {
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};
const noun = (count: number | bigint) => (count === 1 ? 'entry' : 'entries');

/**
 * Finds the entry and the field: the first list item on the path is the entry, named by its id, model, name or
 * code, and the rest is the field.
 */
function locate(content: unknown, path: readonly PropertyKey[]): { entry: string; field: string } {
  let value = content;
  for (const [depth, key] of path.entries()) {
    value = isRecord(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined;
    if (typeof key !== 'number') continue;
    const before = words(path.slice(0, depth));
    if (!isRecord(value)) return { entry: before, field: `item ${key + 1}` };
    const name = [value['id'], value['model'], value['name'], value['code']].find(
      (part) => typeof part === 'string',
    );
    const position = `${before === '' ? 'item' : before} ${key + 1}`;
    const entry = typeof name !== 'string' ? position : 'id' in value ? name : `${position} (${name})`;
    return { entry, field: words(path.slice(depth + 1)) };
  }
  return { entry: words(path.slice(0, 1)), field: words(path.slice(1)) };
}

const words = (path: readonly PropertyKey[]) =>
  path.map((key) => (typeof key === 'number' ? String(key + 1) : String(key))).join('.');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
