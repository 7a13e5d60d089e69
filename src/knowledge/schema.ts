/**
 * The shape of the YAML under /knowledge, as zod schemas, and the types the rest of the house reads it by.
 * Unknown keys are errors everywhere: a misspelt field must not be silently dropped.
 */
import { z } from 'zod';

const text = z.string().trim().min(1);
const id = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/, 'an id is lower-case words, e.g. "enviewer.camera-limit"');

/** A published text that facts come from. `date` is null where the publication bears none. */
const sourceSchema = z.strictObject({
  id,
  title: text,
  publisher: text,
  date: z.iso.date().nullable(),
});

/** One of several ways an answer comes out, chosen by the customer (the band of a guest network, say). */
const variantSchema = z.strictObject({
  id,
  label: text,
  /** What else people call it, as names are written (see names.ts). */
  aliases: z.array(text).default([]),
  /** It stands for these options together, by their ids: naming them all names it. */
  covers: z.array(id).min(2).optional(),
  short: text.optional(),
  steps: z.array(text).min(1),
});

/** What a guided answer asks first, and what it can say about its steps. */
const variantsSchema = z.strictObject({
  question: text,
  /** What the answer is about, to follow "the": "guest network". Told to whoever asks for another model. */
  topic: text.optional(),
  /** What people call one of the options: "the other band". */
  called: z.array(text).default([]),
  /** Words of the question and the steps that people ask about, each explained in one line. */
  terms: z.record(text, text).optional(),
  /** One line for who asks where or how a step is done. */
  where: text.optional(),
  /** Words of the steps by which people ask that. */
  whereWords: z.array(text).default([]),
  options: z.array(variantSchema).min(2).max(6),
});

/**
 * What an answer speaks of. An answer is given only for its own subject: a limit of one app is never stated
 * for another. `app` and `model` are names from the vocabulary and the patch tables.
 */
const aboutSchema = z.strictObject({
  /** The id of an advisory. */
  advisory: id.optional(),
  /** Holds for EnGenius products only: never told of another maker's. Implied by `app` and `model`. */
  maker: z.literal('EnGenius').optional(),
  app: text.optional(),
  model: text.optional(),
});

/** One answer: the short form first (the yes, the no, the number), then detail or steps. */
const answerSchema = z.strictObject({
  id,
  /** The question as a title: shown in menus and "Did you mean …?", and itself recognised. */
  question: text,
  /** At most about twelve words, for buttons. */
  label: text.max(60),
  short: text,
  /** Markdown: paragraphs, lists, bold, links. */
  detail: text.optional(),
  steps: z.array(text).min(1).optional(),
  /** Makes it a guided answer: which of several ways it is, is asked first. */
  variants: variantsSchema.optional(),
  about: aboutSchema,
  /** It answers in general what is asked of a model: once one is named, the table answers instead. */
  withModel: z.literal('patch.status').optional(),
  /** Devices that the answer names as working with its app: a question about one device is answered for it. */
  worksWith: z.array(text).min(1).optional(),
  source: id,
  /** Ids of answers (or patch.status, patch.list) that people ask for next, at most three. */
  followUps: z.array(id).max(3),
});

/** A file of answers under knowledge/answers/. */
export const answersFileSchema = z.strictObject({ answers: z.array(answerSchema).min(1) });

/** How a topic is offered in menus and in "Did you mean …?". */
const titleSchema = z.strictObject({ question: text, label: text.max(60) });

const patchStatusSchema = z.strictObject({
  /** The published words, kept as they are. */
  name: text,
  /** One sentence that says what the status means for the owner. */
  meaning: text,
  /** Whether an owner can have the patch: "which are fixed?" asks for these. */
  isFixed: z.boolean(),
  /** Words by which people ask for this status, as names are written (see names.ts). */
  words: z.array(text).default([]),
});

/** An advisory's table as published, row by row; a model's later row is the newer one. */
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

/** A file under knowledge/advisories/: a vulnerability that the bot knows of, and what the models' status is under it. */
export const advisorySchema = z.strictObject({
  id,
  name: text,
  /** Follows the name: "KRACK, the WPA2 weakness of October 2017". */
  what: text,
  /** Stands above its answers on the support page. */
  heading: text,
  source: id,
  /** The answer that says what it is. */
  introduction: id,
  /** Other ways to write its name, and what people say instead of it, as names are written (see names.ts). */
  aliases: z.array(text).default([]),
  /** The ids that it was given, ends included. */
  cves: z.array(z.strictObject({ from: cve, to: cve })).default([]),
  patch: patchTableSchema,
});

/** knowledge/sources.yaml: the published texts. */
export const sourcesFileSchema = z.array(sourceSchema).min(1);

/** knowledge/small-talk.yaml: what the bot says of itself. */
export const smallTalkSchema = z.strictObject({
  /** What the bot knows, to follow "I can tell you about". */
  scope: text,
  /** Ids of the questions that a newcomer is offered; "Talk to a person" follows them. */
  topics: z.array(id).min(1).max(5),
  /** What it says to a greeting, thanks, goodbye, help, "are you a robot?". */
  replies: z.array(z.strictObject({ id, say: text })).min(1),
});

/** knowledge/vocabulary.yaml: names the bot must recognise, ours and others'. */
export const vocabularySchema = z.strictObject({
  apps: z.array(z.strictObject({ name: text, aliases: z.array(text), what: text })).min(1),
  /** Devices spoken of in the answers but absent from the patch table (EPG600, EDS cameras). */
  otherDevices: z.array(z.strictObject({ name: text, aliases: z.array(text), what: text })),
  /** Other makers: their devices are not ours, and nothing is stated of them. */
  otherMakers: z.array(text),
  /** Vulnerabilities that no advisory here is about: nothing is stated of them. */
  otherVulnerabilities: z.array(text),
});

/** knowledge/languages.yaml: languages that the bot knows when it sees them, and cannot answer in. */
export const languagesFileSchema = z.array(
  z.strictObject({
    code: z.string().regex(/^[a-z]{2}$/, { error: 'must be an ISO 639-1 code such as "es"' }),
    /** In that language: answers are in English, and a person can be asked for. */
    says: text,
    /** Words, or beginnings of words, of a question for a patch. */
    patch: z.array(text).min(1),
    /** The same of a wish for a person. */
    person: z.array(text).min(1),
    /** The same of talking: with one of `person` a wish to talk to somebody. */
    talk: z.array(text).min(1),
    /** Whole messages that greet or ask for help, too short for their language to be guessed. */
    opens: z.array(text).min(1),
    /** What people say yes with. */
    yes: z.array(text).min(1),
  }),
);

/** A file under knowledge/phrases/: what customers write, by intent. `{model}` stands for any model name. */
export const phrasesFileSchema = z.record(id, z.array(text).min(1));

export type Source = z.infer<typeof sourceSchema>;
export type PatchTable = z.infer<typeof patchTableSchema>;
export type PatchStatus = PatchTable['statuses'][number];
/** An advisory as its file says it. */
export type AdvisoryFile = z.infer<typeof advisorySchema>;
export type Language = z.infer<typeof languagesFileSchema>[number];
export type Vocabulary = z.infer<typeof vocabularySchema>;
export type SmallTalk = z.infer<typeof smallTalkSchema>;
export type SmallTalkReply = SmallTalk['replies'][number];
export type Answer = z.infer<typeof answerSchema>;
/** What a guided answer asks first. */
export type Variants = z.infer<typeof variantsSchema>;

/**
 * A reply that agents can say with one press. `{customer}`, `{agent}` and `{reference}` in its text stand for what they
 * name; anything else in braces would reach the customer as it is, and is refused.
 */
const cannedReplySchema = z.strictObject({
  title: text.max(60),
  text: text.regex(/^(?:[^{}]|\{(?:customer|agent|reference)\})*$/, {
    error: 'only {customer}, {agent} and {reference} can stand in braces',
  }),
});
export type CannedReply = z.infer<typeof cannedReplySchema>;

export const cannedRepliesSchema = z.array(cannedReplySchema);
