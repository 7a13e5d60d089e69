/**
 * The shape of the YAML under /knowledge as zod schemas, and the types that the rest of the application uses.
 * Unknown keys are errors everywhere, so that a misspelt field is never silently dropped.
 */
import { z } from 'zod';
import { unwrapMarkdown } from '#text/unwrap-markdown.ts';
import { languageTag } from './language-tag.ts';

/** A text that is not empty. */
export const text = z.string().trim().min(1);
/** Markdown, without the line ends that only wrap the file's lines. */
const markdown = text.transform(unwrapMarkdown);
/** The id of an entry. */
export const id = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/, 'an id is lower-case words, e.g. "enviewer.camera-limit"');

/** A published text that facts come from. `date` is null if the publication has none. */
const sourceSchema = z.strictObject({
  id,
  title: text,
  publisher: text,
  date: z.iso.date().nullable(),
});

/** One variant of an answer, chosen by the customer (the band of a guest network, for example). */
const variantSchema = z.strictObject({
  id,
  label: text,
  /** Other names for it, written in the same way as names (see names.ts). */
  aliases: z.array(text).default([]),
  /** The ids of the options that it covers together: naming them all names this one. */
  covers: z.array(id).min(2).optional(),
  short: text.optional(),
  steps: z.array(text).min(1),
});

/** What a guided answer asks first, and what it can say about its steps. */
const variantsSchema = z.strictObject({
  question: text,
  /** What the answer is about, worded to follow "the": "guest network". Used if a customer asks about another model. */
  topic: text.optional(),
  /** What people call any one of the options: "the other band". */
  called: z.array(text).default([]),
  /** Words in the question and the steps that people ask about, each explained in one line. */
  terms: z.record(text, text).optional(),
  /** One line for customers who ask where or how to do a step. */
  where: text.optional(),
  /** Words in the steps that indicate such a question. */
  whereWords: z.array(text).default([]),
  options: z.array(variantSchema).min(2).max(6),
});

/**
 * What an answer is about. An answer is given only for its own subject: a limit of one app is never stated for another.
 * `app` and `model` are names from the vocabulary and the patch tables.
 */
const aboutSchema = z.strictObject({
  /** The id of an advisory. */
  advisory: id.optional(),
  /** Applies to EnGenius products only, never to another maker's. Implied by `app` and `model`. */
  maker: z.literal('EnGenius').optional(),
  app: text.optional(),
  model: text.optional(),
});

/**
 * An answer as customers of another language read it. `question`, `label` and `short` are required; the translation is
 * used once it has everything that the answer has (see translations.ts). Nothing is trained on it.
 */
const answerTranslationSchema = z.strictObject({
  question: text,
  label: text.max(60),
  short: markdown,
  detail: markdown.optional(),
  steps: z.array(text).min(1).optional(),
  untilFixed: markdown.optional(),
  variants: z
    .strictObject({
      question: text,
      /** By option id. */
      options: z.record(
        z.string(),
        z.strictObject({ label: text, short: text.optional(), steps: z.array(text).min(1) }),
      ),
    })
    .optional(),
});

/** One answer: first the short form (the yes, the no, the number), then detail or steps. */
const answerSchema = z.strictObject({
  id,
  /** The question as a title: shown in menus and "Did you mean …?", and recognised when typed. */
  question: text,
  /** At most about twelve words, for buttons. */
  label: text.max(60),
  short: markdown,
  /** Paragraphs, lists, bold, links. */
  detail: markdown.optional(),
  steps: z.array(text).min(1).optional(),
  /** Makes it a guided answer, which first asks for the variant. */
  variants: variantsSchema.optional(),
  about: aboutSchema,
  /** A general answer to what people ask about models; once they name one, the table answers instead. */
  withModel: z.literal('patch.status').optional(),
  /** Said with the status of a model that has no patch yet, instead of what the status means. Needs `withModel`. */
  untilFixed: markdown.optional(),
  /** Devices that the answer lists as working with its app, so that questions about one of them can be answered. */
  worksWith: z.array(text).min(1).optional(),
  /** The answer that says how to change what this one states, for "how do I change that?". */
  howToChange: id.optional(),
  source: id,
  /** Ids of answers (or patch.status, patch.list) that people ask for next, at most three. */
  followUps: z.array(id).max(3),
  /** The same in other languages, by BCP 47 tag. */
  translations: z.record(languageTag, answerTranslationSchema).optional(),
});

/** A file of answers under knowledge/answers/. */
export const answersFileSchema = z.strictObject({ answers: z.array(answerSchema).min(1) });

/** How a topic appears in menus and in "Did you mean …?". */
const titleSchema = z.strictObject({ question: text, label: text.max(60) });

const patchStatusSchema = z.strictObject({
  /** The published wording, unchanged. */
  name: text,
  /** One sentence that says what the status means for the owner. */
  meaning: text,
  /** Whether owners can get the patch: "which are fixed?" asks for these. */
  isFixed: z.boolean(),
  /** Words that people use to ask for this status, written in the same way as names (see names.ts). */
  words: z.array(text).default([]),
});

/** An advisory's table as published, row by row. A later row for the same model is the newer one. */
const patchTableSchema = z.strictObject({
  source: id,
  statuses: z.array(patchStatusSchema).min(1).max(6),
  /** Models to name as examples. */
  examples: z.array(text).min(1).max(3),
  /** How to read the model's name from the device. */
  findModel: text,
  /** The two intents that the table answers; other answers may name them as follow-ups. */
  titles: z.strictObject({ 'patch.status': titleSchema, 'patch.list': titleSchema }),
  rows: z.array(z.strictObject({ model: text, status: text })).min(1),
});

const cve = z.string().refine((written) => /^CVE-\d{4}-\d{4,7}$/.test(written), {
  error: 'a CVE id is written like CVE-2017-13077',
});

/** A file under knowledge/advisories/: a vulnerability that the bot knows about, and the status of each model. */
export const advisorySchema = z.strictObject({
  id,
  name: text,
  /** Worded to follow the name: "KRACK, the WPA2 weakness of October 2017". */
  description: text,
  /** What it is in one sentence, for people who have never heard of it. */
  summary: text,
  /** The heading above its answers on the support page. */
  heading: text,
  source: id,
  /** The answer that says what it is about. */
  introduction: id,
  /** Other spellings of its name and words that people use instead, written in the same way as names (see names.ts). */
  aliases: z.array(text).default([]),
  /** Its CVE ids; ranges include both ends. */
  cves: z.array(z.strictObject({ from: cve, to: cve })).default([]),
  patch: patchTableSchema,
});

/** knowledge/sources.yaml: the published texts. */
export const sourcesFileSchema = z.array(sourceSchema).min(1);

/** knowledge/small-talk.yaml: what the bot says about itself. */
export const smallTalkSchema = z.strictObject({
  /** What the bot knows, worded to follow "I can tell you about". */
  scope: text,
  /** Ids of the questions offered to newcomers; "Talk to a person" follows them. */
  firstQuestions: z.array(id).min(1).max(5),
  /** Its replies to a greeting, thanks, goodbye, help and "are you a robot?". */
  replies: z
    .array(
      z.strictObject({
        id,
        text: markdown,
        /** The same in other languages, by BCP 47 tag. */
        translations: z.record(languageTag, z.strictObject({ text: markdown })).optional(),
      }),
    )
    .min(1),
});

/** knowledge/vocabulary.yaml: names the bot must recognise, ours and others'. */
export const vocabularySchema = z.strictObject({
  apps: z.array(z.strictObject({ name: text, aliases: z.array(text), description: text })).min(1),
  /** Devices that have answers but are not in the patch table (EPG600, EDS cameras). */
  otherDevices: z.array(z.strictObject({ name: text, aliases: z.array(text), description: text })),
  /** Other makers. Their devices are not ours, and the bot states nothing about them. */
  otherMakers: z.array(text),
  /** Vulnerabilities that no advisory here covers. The bot states nothing about them. */
  otherVulnerabilities: z.array(text),
});

/** knowledge/languages.yaml: languages that the bot recognises but cannot answer in. */
export const languagesFileSchema = z.array(
  z.strictObject({
    code: z.string().regex(/^[a-z]{2}$/, { error: 'must be an ISO 639-1 code such as "es"' }),
    /** In that language: the bot answers in English, and the customer can ask for a person. */
    notice: text,
    /** Words, or beginnings of words, in questions about a patch. */
    patch: z.array(text).min(1),
    /** The same in requests for a person. */
    person: z.array(text).min(1),
    /** The same for talking: together with one of `person`, a request to talk to somebody. */
    talk: z.array(text).min(1),
    /** Whole messages that greet or ask for help and are too short to guess their language. */
    openers: z.array(text).min(1),
    /** What people say for yes. */
    yes: z.array(text).min(1),
    /** Words that surround the name of another model in "and the ESR600?", without accents. */
    joins: z.array(text).optional(),
  }),
);

/** A file under knowledge/phrases/: what customers write, by intent. `{model}` stands for any model name. */
export const phrasesFileSchema = z.record(id, z.array(text).min(1));

export type Source = z.infer<typeof sourceSchema>;
export type PatchTable = z.infer<typeof patchTableSchema>;
export type PatchStatus = PatchTable['statuses'][number];
/** An advisory as written in its file. */
export type AdvisoryFile = z.infer<typeof advisorySchema>;
export type Language = z.infer<typeof languagesFileSchema>[number];
export type Vocabulary = z.infer<typeof vocabularySchema>;
export type SmallTalk = z.infer<typeof smallTalkSchema>;
export type SmallTalkReply = SmallTalk['replies'][number];
export type Answer = z.infer<typeof answerSchema>;
export type AnswerTranslation = z.infer<typeof answerTranslationSchema>;
/** What a guided answer asks first. */
export type Variants = z.infer<typeof variantsSchema>;

/**
 * A reply that agents can send with one click. `{customer}`, `{agent}` and `{reference}` in its text are filled in;
 * anything else in braces would reach the customer as it is, and is refused.
 */
const cannedReplySchema = z.strictObject({
  title: text.max(60),
  text: text.regex(/^(?:[^{}]|\{(?:customer|agent|reference)\})*$/, {
    error: 'the only placeholders are {customer}, {agent} and {reference}',
  }),
});
export type CannedReply = z.infer<typeof cannedReplySchema>;

export const cannedRepliesSchema = z.array(cannedReplySchema);
