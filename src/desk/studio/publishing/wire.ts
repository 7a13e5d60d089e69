import { z } from 'zod';
import { personalKinds } from '#review/masking/finding.ts';
import { entryKinds } from '#studio/entries/entry.ts';
import { failingAnswer, publishOutcome } from '#studio/publishing/outcome.ts';
import { isoTime } from '../../wire.ts';
import { studioProblem } from '../wire.ts';

/** The publishing contract between the server and the desk. */

export const fieldChange = z.object({
  field: z.string().describe('Its path within the entry; empty: the whole entry.'),
  before: z.string().nullable().describe('Null: it did not exist. Of a list: the removed items.'),
  after: z.string().nullable().describe('Null: it was removed. Of a list: the added items.'),
});
export type FieldChanged = z.infer<typeof fieldChange>;

const entry = z.object({ document: z.string(), kind: z.enum(entryKinds), id: z.string() });

const changedEntry = entry.extend({
  title: z.string(),
  state: z.enum(['new', 'changed', 'removed']),
  editors: z.array(z.string()).describe('Who has changed it.'),
  isOverdue: z.boolean().describe('Another version was published after this edit began.'),
  fields: z.array(fieldChange),
});
export type ChangedEntryShown = z.infer<typeof changedEntry>;

const reading = z.object({
  certainty: z
    .enum(['sure', 'close', 'unknown'])
    .describe('Whether the bot answers, asks to clarify, or does not know.'),
  titles: z.array(z.string()).describe('The answers, as people read them.'),
});

const behaviourGroup = z.object({
  id: z.string().describe('The same on every server.'),
  before: reading,
  after: reading,
  count: z.int(),
  pulledBy: z
    .array(z.object({ text: z.string(), title: z.string(), count: z.int() }))
    .describe('Phrases of the draft that its questions are most like.'),
});
export type BehaviourGroup = z.infer<typeof behaviourGroup>;

/** What publishing the draft would do. Null means that it is still being computed. */
export const studioVerdict = z
  .object({
    version: z.string().describe('Of the draft that it is about.'),
    isDone: z.boolean(),
    failure: z.string().nullable(),
    training: z.object({ done: z.int(), total: z.int() }).nullable(),
    changes: z.array(changedEntry),
    problems: z.array(studioProblem).nullable(),
    expected: z
      .object({
        total: z.int(),
        broken: z
          .array(failingAnswer)
          .describe('They hold today: the draft breaks them, and is not published.'),
        failingBefore: z.array(failingAnswer).describe('They fail today, too.'),
      })
      .nullable(),
    behaviour: z
      .object({
        read: z.int().describe('How many recent questions were read.'),
        isExact: z.boolean(),
        chance: z.int().describe('How many more change only because every training moves the edge.'),
        groups: z.array(behaviourGroup),
      })
      .nullable(),
  })
  .meta({ id: 'StudioVerdict' });
export type StudioVerdict = z.infer<typeof studioVerdict>;

export const studioQuestions = z
  .object({
    questions: z.array(
      z.object({
        at: isoTime,
        parts: z.array(z.object({ text: z.string(), kind: z.enum(personalKinds).optional() })),
      }),
    ),
  })
  .meta({ id: 'StudioQuestions', description: 'Questions of customers, masked.' });
export type StudioQuestions = z.infer<typeof studioQuestions>;

const LONGEST_NOTE = 500;
const LONGEST_VERSION = 200;
const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Give the time as "2026-01-31T09:00".')
  .describe('In the business time zone.');

export const publishDraftRequest = z
  .object({
    note: z.string().trim().min(1, 'Say in a few words what changes.').max(LONGEST_NOTE),
    despite: z
      .string()
      .trim()
      .min(1)
      .max(LONGEST_NOTE)
      .optional()
      .describe('Why it is published although it breaks expected answers; for supervisors.'),
    at: localTime.optional().describe('When; now, if omitted.'),
    version: z
      .string()
      .max(LONGEST_VERSION)
      .optional()
      .describe('Of the verdict that the editor has seen: refused if the draft has changed since.'),
  })
  .meta({ examples: [{ note: 'EAP1300 has its patch' }] });
export type PublishDraftRequest = z.infer<typeof publishDraftRequest>;

const businessZone = z.string().describe('The business time zone.');

export const studioRun = z
  .object({
    run: z
      .object({
        id: z.string(),
        actor: z.string(),
        release: z.int().nullable().describe('The release that is being published; null: the draft.'),
        step: z.enum(['checking', 'training', 'asking', 'publishing']),
        done: z.int().describe('How far the step is; 0 of 0 where that is not known.'),
        total: z.int(),
        seconds: z.int().describe('For how long it runs, or has run.'),
        outcome: publishOutcome.nullable().describe('Null while it runs.'),
      })
      .nullable()
      .describe('The newest; null before the first.'),
    publication: z
      .int()
      .describe(
        'The number of the newest publication, whoever made it, also at a scheduled time; 0 for none.',
      ),
    timeZone: businessZone,
  })
  .meta({ id: 'StudioRun', description: 'The progress of publishing the draft or a release.' });
export type StudioRun = z.infer<typeof studioRun>;

export const studioSchedule = z
  .object({
    timeZone: businessZone,
    scheduled: z.array(
      z.object({
        id: z.string(),
        release: z.int(),
        at: isoTime,
        actor: z.string(),
        note: z.string(),
        state: z.enum(['waiting', 'published', 'cancelled', 'held', 'failed', 'included']),
        problem: z.string().nullable().describe('Why it is held, has failed or is included.'),
      }),
    ),
  })
  .meta({ id: 'StudioSchedule' });
export type StudioSchedule = z.infer<typeof studioSchedule>;

export const studioHistory = z
  .object({
    changes: z.array(
      z.object({
        release: z.int(),
        at: isoTime.describe('When the release was made.'),
        publishedAt: isoTime.nullable().describe('When it was last published; null: never.'),
        editors: z.array(z.string()),
        note: z.string(),
        kind: z.enum(['added', 'changed', 'removed']),
        fields: z.array(fieldChange),
      }),
    ),
  })
  .meta({ id: 'StudioHistory', description: 'Which releases changed an entry, newest first.' });
export type StudioHistory = z.infer<typeof studioHistory>;
