import { z } from 'zod';
import { isoTime } from '../wire.ts';

/** A release of the knowledge. */
const deskRelease = z
  .object({
    number: z.int(),
    createdAt: isoTime,
    author: z.string(),
    note: z.string(),
    publishedAt: isoTime.nullable().describe('When it was last published; null: never.'),
    isCurrent: z.boolean().describe('Whether customers are answered from it.'),
  })
  .meta({ id: 'DeskRelease' });
export type DeskRelease = z.infer<typeof deskRelease>;

export const deskReleases = z
  .array(deskRelease)
  .meta({ id: 'DeskReleases', description: 'All releases, the newest first.' });

/** What differs in a release from the one that answers customers. */
export const deskReleaseDifferences = z
  .object({
    differences: z.array(
      z.object({
        kind: z.enum(['added', 'removed', 'changed']),
        entry: z.string().describe('The document, and what identifies the entry in it.'),
        fields: z.array(z.string()).describe('The fields of a changed entry that differ.'),
      }),
    ),
  })
  .meta({ id: 'DeskReleaseDifferences' });
export type DeskReleaseDifferences = z.infer<typeof deskReleaseDifferences>;

/** Why a release is published. */
export const publishRequest = z
  .object({ note: z.string().trim().max(500) })
  .meta({ examples: [{ note: 'EAP1300 has its patch' }] });
