/**
 * The shape of knowledge/expected/*.yaml: questions and short conversations, with what the bot must do. They show
 * whether a release is fit to be published; nothing is ever trained on them.
 */
import { z } from 'zod';
import { patchIntents } from './intents.ts';
import { id, text } from './schema.ts';

/** The answer that a table gives: an expectation must say for which models. */
const [PATCH_STATUS] = patchIntents;

const expectationFields = z.strictObject({
  /** The id of the answer that must be given, and no other: of an answer, a reply to small talk, or "human". */
  answer: id.optional(),
  /** Further answers that must come with it, if a message has two questions. */
  also: z.array(id).min(1).optional(),
  /** With patch.status: the models whose status must be stated. */
  models: z.array(text).min(1).optional(),
  /** With patch.status: it must be said that the model is in no table. */
  unlisted: z.literal(true).optional(),
  /** The bot must ask to clarify, and state nothing. */
  asks: z.literal(true).optional(),
  /** The bot must state nothing and ask nothing: it says that it does not know. */
  declines: z.literal(true).optional(),
  /** Asking to clarify is equally good; with `answer`, only if one of the choices leads to it. */
  orAsks: z.literal(true).optional(),
  /** Words that the replies must contain, in any case. */
  says: z.array(text).min(1).optional(),
  /** Words that the replies must not contain. */
  neverSays: z.array(text).min(1).optional(),
});

/** What the replies must do. */
const expectationSchema = expectationFields.superRefine((expectation, context) => {
  for (const message of contradictionsIn(expectation)) context.addIssue({ code: 'custom', message });
});

function contradictionsIn(expectation: z.infer<typeof expectationFields>): string[] {
  const { answer, also, models, unlisted, asks, declines, orAsks, says, neverSays } = expectation;
  const outcomes = countGiven(answer, asks, declines);
  const isOfTable = answer === PATCH_STATUS || also?.includes(PATCH_STATUS) === true;
  const rules: [boolean, string][] = [
    [outcomes <= 1, 'only one of "answer", "asks" and "declines" can be expected'],
    [outcomes + countGiven(says, neverSays) > 0, 'nothing is expected'],
    [also === undefined || answer !== undefined, '"also" goes with "answer"'],
    [orAsks === undefined || countGiven(answer, declines) > 0, '"orAsks" goes with "answer" or "declines"'],
    [!isOfTable || countGiven(models, unlisted) === 1, `${PATCH_STATUS} needs "models" or "unlisted"`],
    [isOfTable || countGiven(models, unlisted) === 0, `"models" and "unlisted" go with ${PATCH_STATUS}`],
  ];
  return rules.flatMap(([holds, message]) => (holds ? [] : [message]));
}

const countGiven = (...fields: unknown[]): number => fields.filter((field) => field !== undefined).length;

const questionSchema = z.strictObject({
  id,
  /** What the customer asks, in a separate conversation. */
  ask: text,
  expect: expectationSchema,
  /** Who asks like this, or why it matters. Nothing depends on it. */
  note: text.optional(),
});

const turnSchema = z.strictObject({
  /** What the customer says. */
  say: text,
  /** Omitted if the turn only leads to the next one. */
  expect: expectationSchema.optional(),
  /** What a good reply does. */
  note: text.optional(),
});

const conversationSchema = z.strictObject({
  id,
  title: text,
  turns: z.array(turnSchema).min(1),
  note: text.optional(),
});

/** A file under knowledge/expected/. */
export const expectedFileSchema = z.strictObject({
  questions: z.array(questionSchema).default([]),
  conversations: z.array(conversationSchema).default([]),
});

/** What the replies to one message must do. */
export type Expectation = z.infer<typeof expectationSchema>;
/** A question, and what the bot must do. */
type ExpectedQuestion = z.infer<typeof questionSchema>;
/** A conversation, and what the bot must do in its turns. */
export type ExpectedConversation = z.infer<typeof conversationSchema>;

/** An entry with its file: `document` is the file's path in the knowledge. */
type In<Entry> = Entry & { document: string };

/** All expected answers of the knowledge, in the order of the files. */
export interface ExpectedAnswers {
  questions: readonly In<ExpectedQuestion>[];
  conversations: readonly In<ExpectedConversation>[];
}
