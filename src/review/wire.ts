import { z } from 'zod';
import { personalKinds } from './masking/finding.ts';
import { reviewReasons } from './survey/reason.ts';

/**
 * The contract of the review between the server and the desk's page, under `/desk/api/review`. Browsers import only the
 * types. No text in it contains personal data.
 */

const count = z.number().int();

const parts = z
  .array(z.object({ text: z.string(), kind: z.enum(personalKinds).optional() }))
  .describe('The words, with what is masked in them marked.');

/** Something that the bot can be taught to answer. */
const reviewAnswer = z
  .object({ id: z.string(), title: z.string().describe('As people read it.') })
  .meta({ id: 'ReviewAnswer' });
export type ReviewAnswer = z.infer<typeof reviewAnswer>;

/** A wording that is worth a look. */
const reviewItem = z
  .object({
    key: z.string().describe('A hash of the masked words.'),
    parts,
    count: count.describe('How often it was asked.'),
    lastAt: z.string().describe('ISO 8601.'),
    reasons: z.array(z.enum(reviewReasons)).describe('By worth, highest first.'),
    nearest: reviewAnswer.nullable().describe('The answer that it comes nearest to.'),
  })
  .meta({ id: 'ReviewItem' });
export type ReviewItem = z.infer<typeof reviewItem>;

/** Similar questions. */
const reviewCluster = z
  .object({
    id: z.string(),
    name: z.string().describe('The words that set it apart.'),
    wordings: count,
    questions: count,
    recent: count.describe('Questions in the newer half of the period.'),
    before: count.describe('Questions in the older half.'),
    examples: z.array(z.object({ key: z.string(), parts })).describe('At most three.'),
    nearest: reviewAnswer.nullable(),
  })
  .meta({ id: 'ReviewCluster' });
export type ReviewCluster = z.infer<typeof reviewCluster>;

/** What is to be reviewed. */
export const reviewOverview = z
  .object({
    days: count,
    open: count.describe('Wordings that nobody has decided about.'),
    items: z.array(reviewItem).describe('By worth, highest first; at most 200.'),
    clusters: z.array(reviewCluster).describe('By worth, highest first; at most 50.'),
    answers: z.array(reviewAnswer).describe('What can be chosen, with the draft answers.'),
    drafts: z.object({ phrases: count, answers: count }),
  })
  .meta({ id: 'ReviewOverview' });
export type ReviewOverview = z.infer<typeof reviewOverview>;

/** A cluster with all of its wordings. */
export const reviewClusterDetail = z
  .object({
    cluster: reviewCluster,
    items: z.array(reviewItem).describe('At most 200.'),
    agentsWords: z.array(z.string()).describe('What agents replied to such questions, at most five.'),
  })
  .meta({ id: 'ReviewClusterDetail' });
export type ReviewClusterDetail = z.infer<typeof reviewClusterDetail>;

const keys = z
  .array(z.string().regex(/^[0-9a-f]{32}$/))
  .min(1)
  .max(500);
const days = z.number().int().min(1).max(365).default(30);

/** What to do with wordings. */
const reviewDecision = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('answer'), intent: z.string().max(200) }),
    z.object({ kind: z.literal('new-answer'), question: z.string().trim().min(3).max(200) }),
    z.object({ kind: z.literal('not-ours') }),
    z.object({ kind: z.literal('leave') }),
  ])
  .describe('This is an answer; a new answer; out of scope; nothing.');
export type ReviewDecision = z.infer<typeof reviewDecision>;

/** For the description of the API. */
const sample = ['0123456789abcdef0123456789abcdef'];

export const decideRequest = z
  .object({ keys, days, decision: reviewDecision })
  .meta({ examples: [{ keys: sample, days: 30, decision: { kind: 'answer', intent: 'enshare.cost' } }] });
export type DecideRequest = z.input<typeof decideRequest>;

const reviewRefusals = ['expected-answer', 'known', 'of-another', 'too-long', 'gone'] as const;

/** The result of a decision. */
export const reviewDecided = z
  .object({
    closed: z.array(z.string()).describe('The keys of the wordings that are closed.'),
    phrases: count.describe('Wordings that are now in the drafts.'),
    refused: z
      .array(z.object({ parts, why: z.enum(reviewRefusals) }))
      .describe(
        'Wordings that are closed, but did not become phrases; `gone`: one that is no longer stored, without its words.',
      ),
    answer: reviewAnswer.nullable().describe('The new draft answer.'),
  })
  .meta({ id: 'ReviewDecided' });
export type ReviewDecided = z.infer<typeof reviewDecided>;

export const undoRequest = z.object({ keys }).meta({ examples: [{ keys: sample }] });
export const previewRequest = z
  .object({
    keys,
    days,
    intent: z.string().max(200).describe('The id of an answer; `oos` for out of scope.'),
  })
  .meta({ examples: [{ keys: sample, days: 30, intent: 'oos' }] });
export type PreviewRequest = z.input<typeof previewRequest>;

const readAs = z.object({
  titles: z.array(z.string()).describe('As people read them.'),
  certainty: z.enum(['sure', 'close', 'unknown']).describe('Answers; asks to clarify; does not know.'),
});
const change = z.object({ text: z.string(), before: readAs, after: readAs });

/** What adding phrases would change. */
export const reviewPreview = z
  .object({
    phrases: count.describe('Wordings that would become phrases.'),
    expected: z
      .array(
        change.extend({
          verdict: z
            .enum(['right', 'wrong', 'still-wrong'])
            .describe('Read as it must be from then on; no longer; neither before nor after.'),
        }),
      )
      .describe('Expected answers that would be read differently because of the phrases.'),
    expectedChecked: count,
    recent: z.array(change).describe('Recent questions that would be read differently, at most 100.'),
    recentChanged: count,
    recentChecked: count,
    chance: count.describe('Further changes that any training might cause.'),
    tookMs: count,
  })
  .meta({ id: 'ReviewPreview' });
export type ReviewPreview = z.infer<typeof reviewPreview>;

/** The drafts. */
export const reviewDrafts = z
  .object({
    phrases: z.array(z.object({ key: z.string(), text: z.string(), answer: reviewAnswer })),
    answers: z.array(
      z.object({ id: z.string(), question: z.string(), material: z.array(z.string()), phrases: count }),
    ),
  })
  .meta({ id: 'ReviewDrafts' });
export type ReviewDrafts = z.infer<typeof reviewDrafts>;
