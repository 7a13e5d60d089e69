import { z } from 'zod';
import { patchIntents, smallTalkIntents } from '#knowledge/intents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';

/** What is right for a line that no answer fits. */
export const OUT_OF_SCOPE = 'oos';
/** The intent that the patch table answers; its lines name their models. */
export const PATCH_STATUS = 'patch.status';

const lineSchema = z
  .object({
    /** What the customer types. */
    text: z.string().min(1),
    /** The id of the answer that is right: of the knowledge, of small talk, `human` or `oos`. */
    id: z.string().min(1),
    /** Who writes so, and what is special; shown, never judged by. */
    note: z.string().default(''),
    /** For `patch.status`: the canonical name, or null when the model named is not in the table. */
    model: z.string().nullable().optional(),
    /** For `patch.status` about several models. */
    models: z.array(z.string()).min(2).optional(),
  })
  .refine(
    ({ id, model, models }) => id !== PATCH_STATUS || (model === undefined) !== (models === undefined),
    {
      error: `a ${PATCH_STATUS} line has either "model" or "models"`,
    },
  );

/** A line that a customer would type, with the answer that is right. */
export interface LabelledLine {
  text: string;
  id: string;
  note: string;
  /** Canonical names of the listed models that the line asks about; empty for one that is not listed. */
  models: readonly string[];
}

/** A file of labelled lines that cannot be used; the message names the line. */
export class LabelledLinesError extends Error {
  readonly code = 'LABELLED_LINES_INVALID';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LabelledLinesError';
  }
}

/** Reads a file of one JSON object a line, each of the schema's shape; empty lines are skipped. @throws {LabelledLinesError} */
export function parseJsonLines<Line>(source: string, schema: z.ZodType<Line>): Line[] {
  const lines = source
    .split('\n')
    .flatMap((json, at) => (json.trim() === '' ? [] : [parseLine(json, at + 1, schema)]));
  if (lines.length === 0) throw new LabelledLinesError('There is no labelled line in the file.');
  return lines;
}

/** Reads labelled lines. @throws {LabelledLinesError} */
export const parseLabelledLines = (source: string): LabelledLine[] =>
  parseJsonLines(source, lineSchema).map(({ text, id, note, model, models }) => ({
    text,
    id,
    note,
    models: models ?? (model === null || model === undefined ? [] : [model]),
  }));

function parseLine<Line>(json: string, number: number, schema: z.ZodType<Line>): Line {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new LabelledLinesError(`Line ${number} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new LabelledLinesError(`Line ${number} is not usable: ${problems.join('; ')}`);
}

/** Checks that every label and model is one the bot can know: a slip in a label would count as the bot's. @throws {LabelledLinesError} */
export function checkLabels(
  lines: readonly LabelledLine[],
  { answers, models }: Pick<Knowledge, 'answers' | 'models'>,
): void {
  const known = new Set([...answers.keys(), ...patchIntents, ...smallTalkIntents, 'human', OUT_OF_SCOPE]);
  for (const { text, id, models: named } of lines) {
    if (!known.has(id)) throw new LabelledLinesError(`No answer has the id "${id}" (line "${text}").`);
    const unlisted = named.find((model) => !models.has(model));
    if (unlisted !== undefined) {
      throw new LabelledLinesError(
        `The model "${unlisted}" is not in the table (line "${text}"); write null for it.`,
      );
    }
  }
}
