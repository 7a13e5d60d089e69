import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { describeIssue } from './describe-issue.ts';
import type { Documents } from './documents.ts';
import type { Problem } from './problems.ts';

/** Reads one document as `readYaml` does. */
export type ReadYaml = typeof readYaml;

/**
 * Parses one document and validates it.
 * @returns the validated content; undefined after adding everything that is wrong with it to `problems`
 */
export function readYaml<Schema extends z.ZodType>(
  documents: Documents,
  file: string,
  schema: Schema,
  problems: Problem[],
): z.infer<Schema> | undefined {
  const text = documents.get(file);
  if (text === undefined) {
    problems.push({ file, entry: '', field: '', message: 'The file is missing; create it.' });
    return undefined;
  }

  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors.toSorted(({ pos: [left] }, { pos: [right] }) => left - right);
  if (error !== undefined) {
    // Any further errors only follow from the first.
    const entry = error.linePos === undefined ? '' : `line ${error.linePos[0].line}`;
    const reason = error.message.split(/ at line |\n/)[0] ?? error.code;
    const message = `This is not valid YAML (${reason}); correct the line.`;
    problems.push({ file, entry, field: '', message });
    return undefined;
  }

  const content: unknown = document.toJS();
  const parsed = schema.safeParse(content, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) problems.push(...describeIssue(file, content, issue));
  return undefined;
}
