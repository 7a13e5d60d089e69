import { z } from 'zod';

/** The contract for trying out the draft: a chat with it, next to one with the published release. */

const MAX_TEXTS = 40;
const LONGEST_TEXT = 2_000;

const titled = { intent: z.string(), title: z.string().describe('As people read it.') };
const share = z.number().min(0).max(1);

/** How one question of a message was understood. */
const studioReading = z
  .object({
    ...titled,
    question: z.string(),
    certainty: z.enum(['sure', 'close', 'unknown']),
    rule: z
      .string()
      .describe('What found the intent: the classifier, a title, a courtesy, a name, the context.'),
    confidence: share.describe('The probability that the intent is right.'),
    runnersUp: z.array(z.object({ ...titled, score: share })),
    candidates: z.array(z.object(titled)).describe('What the bot would ask about.'),
    models: z.array(z.string()),
    advisories: z.array(z.string()),
    apps: z.array(z.string()),
    corrections: z.array(z.object({ from: z.string(), to: z.string() })),
    boundary: z.string().describe('Why a fitting answer is withheld; empty when none is.'),
    nearPhrases: z.array(z.object({ ...titled, text: z.string(), similarity: z.number() })),
  })
  .meta({ id: 'StudioReading' });
export type StudioReading = z.infer<typeof studioReading>;

const expectation = z.record(z.string(), z.unknown());

const studioSideTurn = z
  .object({
    replies: z
      .array(z.looseObject({ type: z.string() }))
      .describe('Bot Framework activities, as Direct Line sends them.'),
    readings: z.array(studioReading),
    expectation: expectation.describe('What these replies meet; it can be saved as an expected answer.'),
  })
  .meta({ id: 'StudioSideTurn' });
export type StudioSideTurn = z.infer<typeof studioSideTurn>;

const studioTurn = z
  .object({
    text: z.string().describe('What the customer says; empty for the opening.'),
    published: studioSideTurn,
    draft: studioSideTurn,
  })
  .meta({ id: 'StudioTurn' });
export type StudioTurn = z.infer<typeof studioTurn>;

export const studioTry = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('tried'),
      isExact: z
        .boolean()
        .describe('False while the draft is only trained quickly: published, it may be more or less sure.'),
      turns: z.array(studioTurn),
    }),
    z.object({
      kind: z.literal('preparing').describe('Ask again: the draft is being trained.'),
      done: z.int().describe('Steps done.'),
      total: z.int().describe('Steps in all; 0 while that is not known.'),
    }),
    z.object({
      kind: z.literal('unusable'),
      side: z.enum(['published', 'draft']),
      problems: z.int(),
    }),
  ])
  .meta({ id: 'StudioTry', description: 'A conversation with both sides.' });
export type StudioTry = z.infer<typeof studioTry>;

const texts = z
  .array(z.string().trim().min(1).max(LONGEST_TEXT, 'A message has at most 2,000 characters.'))
  .max(MAX_TEXTS, 'A conversation has at most 40 messages here. Start again.');

export const tryRequest = z
  .object({
    texts,
    locale: z
      .string()
      .max(35)
      .optional()
      .describe('What the customer’s client is set to (BCP 47); else English.'),
  })
  .meta({ examples: [{ texts: ['is the esr900 patched?'] }] });

export const expectRequest = z
  .object({
    texts: texts.min(1, 'Nothing was said yet.'),
    side: z.enum(['published', 'draft']).describe('Whose replies are right.'),
    only: z
      .int()
      .nonnegative()
      .optional()
      .describe('The message whose replies are expected, from 0; left out: all of them.'),
    seen: z
      .array(expectation)
      .max(MAX_TEXTS)
      .optional()
      .describe('The expectations that the editor saw: if the replies meet others by now, nothing is saved.'),
  })
  .refine(({ texts: said, only }) => only === undefined || only < said.length, {
    error: 'There is no such message. Choose one that was sent.',
  })
  .meta({ examples: [{ texts: ['is the esr900 patched?'], side: 'draft' }] });
export type ExpectRequest = z.infer<typeof expectRequest>;
