import { z } from 'zod';

/** An expected answer that fails. */
export const failingAnswer = z.object({
  document: z.string(),
  id: z.string(),
  kind: z.enum(['question', 'conversation']),
  asked: z.string().describe('What the customer says.'),
  wanted: z.string(),
  got: z.string(),
});

export type FailingAnswer = z.infer<typeof failingAnswer>;

/** The result of publishing the draft. */
export const publishOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('published'), release: z.int() }),
  z.object({ kind: z.literal('scheduled'), release: z.int(), at: z.string().describe('ISO 8601.') }),
  z.object({
    kind: z.literal('blocked'),
    broken: z.array(failingAnswer).describe('Those that hold in the release that answers customers.'),
  }),
  z.object({ kind: z.literal('overtaken') }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type PublishOutcome = z.infer<typeof publishOutcome>;
