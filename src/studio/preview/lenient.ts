import { z } from 'zod';
import { advisorySchema, type AdvisoryFile, type Answer, type Source } from '#knowledge/schema.ts';
import { unwrapMarkdown } from '#text/unwrap-markdown.ts';

/**
 * Reads entries while somebody is still writing them. Missing fields become empty; fields of the wrong type are
 * dropped. The checks report what is wrong.
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

const written = z
  .string()
  .optional()
  .catch(undefined)
  .transform((all) => (all === undefined || all.trim() === '' ? undefined : unwrapMarkdown(all.trim())));
const writtenLines = lines.transform((all) => (all.length === 0 ? undefined : all));

/** The parts of an answer that can be translated, as far as they are written. */
const translationSchema = z
  .object({
    question: written,
    label: written,
    short: written,
    detail: written,
    steps: writtenLines,
    variants: z
      .object({
        question: written,
        options: z.record(z.string(), z.object({ label: written, short: written, steps: writtenLines })),
      })
      .partial()
      .optional()
      .catch(undefined),
  })
  .partial()
  .catch({});

/** The translation of an entry into a language, whatever kind of entry it is. */
const translationOf = (content: unknown, language: string): unknown =>
  z.object({ translations: z.record(z.string(), z.unknown()) }).safeParse(content).data?.translations[
    language
  ];

/**
 * An answer, as far as it is written; undefined if the content is not an answer.
 * @param language the translation to read, as far as it is written; undefined: English
 */
export function readAnswer(content: unknown, language?: string): Answer | undefined {
  const answer = answerSchema.safeParse(content).data;
  if (answer === undefined || language === undefined) return answer;
  const { variants: own, ...plain } = translationSchema.parse(translationOf(content, language));
  const { variants, ...english } = answer;
  const translated = { ...english, ...withoutEmpty(plain) };
  if (variants === undefined) return translated;
  const options = variants.options.map((option) => ({
    ...option,
    ...withoutEmpty(own?.options?.[option.id] ?? {}),
  }));
  return { ...translated, variants: { ...variants, question: own?.question ?? variants.question, options } };
}

type Written<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** The fields that have a value. */
const withoutEmpty = <Fields extends object>(fields: Fields): Written<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Written<Fields>;

export const readSource = (content: unknown): Source | undefined => sourceSchema.safeParse(content).data;

/** An advisory; undefined until it is complete, because half a table would show something untrue. */
export const readAdvisory = (content: unknown): AdvisoryFile | undefined =>
  advisorySchema.safeParse(content).data;

/** The text of a small-talk reply, or the notice of a language. */
export function readReply(content: unknown, language?: string): { text: string; notice: string } {
  const schema = z.object({ text: markdown, notice: text }).catch({ text: '', notice: '' });
  const reply = schema.parse(content);
  const own = language === undefined ? '' : schema.parse(translationOf(content, language)).text;
  return { ...reply, text: own === '' ? reply.text : own };
}

/** The ids in a list of questions. */
export const readIds = (content: unknown): string[] => texts.parse(content);
