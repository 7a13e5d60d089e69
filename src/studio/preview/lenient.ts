import { z } from 'zod';
import { advisorySchema, type AdvisoryFile, type Answer, type Source } from '#knowledge/schema.ts';
import { unwrapMarkdown } from '#text/unwrap-markdown.ts';

/**
 * Entries as they are while somebody writes them: what is missing is empty, what is of another kind is left out, and the
 * checks say what is wrong.
 */
const text = z.string().catch('');
const markdown = text.transform((written) => unwrapMarkdown(written.trim()));
const texts = z.array(z.string()).catch([]);
const lines = texts.transform((all) => all.filter((line) => line.trim() !== ''));

const optionSchema = z
  .object({
    id: text,
    label: text,
    aliases: texts,
    short: z.string().optional().catch(undefined),
    steps: lines,
  })
  .transform(({ short, ...option }) => ({ ...option, ...(short === undefined ? {} : { short }) }));

const variantsSchema = z.object({
  question: text,
  called: texts,
  whereWords: texts,
  options: z.array(optionSchema).catch([]),
});

const answerSchema = z
  .object({
    id: text,
    question: text,
    label: text,
    short: markdown,
    detail: markdown,
    steps: lines,
    variants: variantsSchema.optional().catch(undefined),
    about: z.object({ advisory: z.string().optional() }).catch({}),
    source: text,
    followUps: texts,
  })
  .transform(({ detail, steps, variants, about: { advisory }, ...answer }) => ({
    ...answer,
    ...(detail === '' ? {} : { detail }),
    ...(steps.length === 0 ? {} : { steps }),
    ...(variants === undefined ? {} : { variants }),
    about: advisory === undefined ? {} : { advisory },
  }));

const sourceSchema = z.object({
  id: text,
  title: text,
  publisher: text,
  date: z.iso.date().nullable().catch(null),
});

/** An answer, as far as it is written; undefined where it is none at all. */
export const readAnswer = (content: unknown): Answer | undefined => answerSchema.safeParse(content).data;

export const readSource = (content: unknown): Source | undefined => sourceSchema.safeParse(content).data;

/** An advisory; undefined until it is whole, since half a table would show what is not so. */
export const readAdvisory = (content: unknown): AdvisoryFile | undefined =>
  advisorySchema.safeParse(content).data;

/** The text of a reply to small talk, or the notice of a language. */
export const readReply = (content: unknown): { text: string; notice: string } =>
  z.object({ text: markdown, notice: text }).catch({ text: '', notice: '' }).parse(content);

/** The ids in a list of questions. */
export const readIds = (content: unknown): string[] => texts.parse(content);
