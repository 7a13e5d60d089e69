import { z } from 'zod';
import { entryKinds } from '#studio/entries/entry.ts';
import { fieldChange } from '../studio/publishing/wire.ts';
import { isoTime } from '../wire.ts';

/** A release of the knowledge. */
const deskRelease = z
  .object({
    number: z.int(),
    createdAt: isoTime,
    author: z.string(),
    note: z.string(),
    publishedAt: isoTime.nullable().describe('When it was last published; null: never.'),
    publication: z
      .int()
      .nullable()
      .describe(
        'The number of its newest publication; null: never published. The highest of all is current.',
      ),
    publishedBy: z.string().nullable().describe('Who last published it; null: never published.'),
    publishedNote: z.string().nullable().describe('The note of that publication.'),
    isCurrent: z.boolean().describe('Whether customers are answered from it.'),
    despite: z
      .string()
      .nullable()
      .describe('Why it was last published although expected answers failed; null: none failed.'),
    figures: z
      .object({
        answers: z.int(),
        phrases: z.int(),
        expected: z.int().describe('Expected answers.'),
        expectedHeld: z.int().describe('How many of them held when it was made.'),
        trainedSeconds: z.number().nullable().describe('Null if its classifier already existed.'),
      })
      .nullable()
      .describe('Null for a release that was not made at the desk.'),
  })
  .meta({ id: 'DeskRelease' });
export type DeskRelease = z.infer<typeof deskRelease>;

export const deskReleases = z
  .array(deskRelease)
  .meta({ id: 'DeskReleases', description: 'All releases, newest first.' });

/** What differs between two releases. */
export const deskReleaseDifferences = z
  .object({
    differences: z.array(
      z.object({
        kind: z.enum(['added', 'removed', 'changed']),
        entry: z.string().describe('The document, and what identifies the entry in it.'),
        fields: z.array(z.string()).describe('The fields of a changed entry that differ.'),
        changes: z.array(fieldChange).describe('How it differs, as texts.'),
      }),
    ),
  })
  .meta({ id: 'DeskReleaseDifferences' });
export type DeskReleaseDifferences = z.infer<typeof deskReleaseDifferences>;

/** What a release made at the desk changed. */
export const deskReleaseChanges = z
  .object({
    changes: z.array(
      z.object({
        document: z.string(),
        kind: z.enum(entryKinds),
        id: z.string(),
        editors: z.array(z.string()).describe('Who changed it.'),
        fields: z.array(fieldChange),
      }),
    ),
  })
  .meta({ id: 'DeskReleaseChanges' });
export type DeskReleaseChanges = z.infer<typeof deskReleaseChanges>;

/** Why a release is published. */
export const publishRequest = z
  .object({
    note: z.string().trim().max(500),
    despite: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe('Why it is published although it breaks expected answers; for supervisors.'),
    last: z
      .int()
      .min(0)
      .optional()
      .describe('The highest publication that the editor has seen: refused if there is a newer one.'),
  })
  .meta({ examples: [{ note: 'EAP1300 has its patch' }] });
export type PublishReleaseRequest = z.infer<typeof publishRequest>;
