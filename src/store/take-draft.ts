import { z } from 'zod';
import type { Queries } from './engine.ts';

/** The part of the draft that a release contains. */
export const takenDraft = z.object({
  /** Changes, as they were saved when the release was made. */
  entries: z.array(z.object({ document: z.string(), kind: z.string(), id: z.string(), version: z.string() })),
  /** Phrases of the review. */
  phrases: z.array(z.object({ key: z.string(), intent: z.string(), text: z.string() })),
  /** The scheduled publications (ids) that were already waiting when the draft was read. */
  follows: z.array(z.string()).default([]),
});
export type TakenDraft = z.infer<typeof takenDraft>;

/**
 * Whether a release contains all that a scheduled one took from the draft: the same changes, or later versions of them.
 * A change that was discarded in between is missing.
 */
export function isIncluded(scheduled: { id: string; taken: TakenDraft }, by: TakenDraft): boolean {
  const isLater = by.follows.includes(scheduled.id);
  const hasEntry = (entry: TakenDraft['entries'][number]): boolean =>
    by.entries.some(
      ({ document, kind, id, version }) =>
        document === entry.document &&
        kind === entry.kind &&
        id === entry.id &&
        (isLater || version === entry.version),
    );
  const hasPhrase = (phrase: TakenDraft['phrases'][number]): boolean =>
    by.phrases.some(
      ({ key, intent, text }) => key === phrase.key && intent === phrase.intent && text === phrase.text,
    );
  return scheduled.taken.entries.every(hasEntry) && scheduled.taken.phrases.every(hasPhrase);
}

/**
 * Removes from the draft what a release has taken over. A change that has been saved again since then stays, on top of
 * what is now published. Runs in the transaction of the publication.
 */
export async function takeDraft(queries: Queries, releaseNumber: number, taken: TakenDraft): Promise<void> {
  for (const { document, kind, id, version } of taken.entries) {
    const { numDeletedRows } = await queries
      .deleteFrom('draft_entries')
      .where('document', '=', document)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (numDeletedRows > 0n) continue;
    const published = await queries
      .selectFrom('entry_changes')
      .select('after')
      .where('release_number', '=', releaseNumber)
      .where('document', '=', document)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .executeTakeFirst();
    if (published === undefined) continue;
    await queries
      .updateTable('draft_entries')
      .set({ base: published.after })
      .where('document', '=', document)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .execute();
  }
  for (const { key, intent, text } of taken.phrases)
    await queries
      .deleteFrom('draft_phrases')
      .where('key', '=', key)
      .where('intent', '=', intent)
      .where('text', '=', text)
      .execute();
  if (taken.phrases.length > 0)
    await queries
      .deleteFrom('draft_answers')
      .where('id', 'not in', (eb) => eb.selectFrom('draft_phrases').select('intent'))
      .execute();
}
