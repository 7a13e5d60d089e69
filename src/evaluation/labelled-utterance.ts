import { z } from 'zod';
import { patchIntents, smallTalkIntents } from '#knowledge/intents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';

/** The label of a line that no answer fits. */
export const OUT_OF_SCOPE = 'oos';
/** The intent that the patch table answers; its lines name their models. */
export const PATCH_STATUS = 'patch.status';

const lineSchema = z
  .object({
    /** What the customer types. */
    text: z.string().min(1),
    /** The id of the right answer: from the knowledge, from small talk, `human` or `oos`. */
    id: z.string().min(1),
    /** Who writes like this, and what is special about it. It is shown, not used for judging. */
    note: z.string().default(''),
    /** For `patch.status`: the model's canonical name, or null if it is not in the table. */
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

/** A line that a customer might type, with the right answer. */
export interface LabelledUtterance {
  text: string;
  id: string;
  note: string;
  /** Canonical names of the listed models that the line asks about; empty for an unlisted one. */
  models: readonly string[];
}

/** Thrown for a file of labelled lines that cannot be used; the message names the line. */
export class LabelledUtterancesError extends Error {
  readonly code = 'LABELLED_LINES_INVALID';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LabelledUtterancesError';
  }
}

/**
 * Parses a file with one JSON object per line against a schema; empty lines are skipped.
 * @throws {LabelledUtterancesError}
 */
export function parseJsonLines<Line>(source: string, schema: z.ZodType<Line>): Line[] {
  const lines = source
    .split('\n')
    .flatMap((json, at) => (json.trim() === '' ? [] : [parseLine(json, at + 1, schema)]));
  if (lines.length === 0) throw new LabelledUtterancesError('The file has no labelled lines.');
  return lines;
}

/** Parses labelled lines. @throws {LabelledUtterancesError} */
export const parseLabelledUtterances = (source: string): LabelledUtterance[] =>
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
    throw new LabelledUtterancesError(`Line ${number} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new LabelledUtterancesError(`Line ${number} is not usable: ${problems.join('; ')}`);
}

/**
 * Checks that the knowledge has every label and model, because a mistake in a label would count as the bot's.
 * @throws {LabelledUtterancesError}
 */
export function checkLabels(
  lines: readonly LabelledUtterance[],
  { answers, models }: Pick<Knowledge, 'answers' | 'models'>,
): void {
  const known = new Set([...answers.keys(), ...patchIntents, ...smallTalkIntents, 'human', OUT_OF_SCOPE]);
  for (const { text, id, models: named } of lines) {
    if (!known.has(id)) throw new LabelledUtterancesError(`No answer has the id "${id}" (line "${text}").`);
    const unlisted = named.find((model) => !models.has(model));
    if (unlisted !== undefined) {
      throw new LabelledUtterancesError(
        `The model "${unlisted}" is not in the table (line "${text}"); write null for it.`,
      );
    }
  }
}
