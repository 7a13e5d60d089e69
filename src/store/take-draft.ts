import { z } from 'zod';
import type { DraftKey } from './draft.ts';
import type { Queries } from './engine.ts';
import { jsonOf } from './optional-json.ts';

/** The part of the draft that a release contains. */
export const takenDraft = z.object({
  /** Changes, as they were saved when the release was made. */
  entries: z.array(
    z.object({
      document: z.string(),
      kind: z.string(),
      id: z.string(),
      version: z.string(),
      /** The id that the change gave the entry. */
      renamedTo: z.string().optional(),
      /** The content in the release; missing if the entry is removed. */
      after: z.unknown().optional(),
    }),
  ),
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
 * what is now published and under the entry's new id. A scheduled release whose changes are all included has nothing
 * left to publish. Runs in the transaction of the publication.
 */
export async function takeDraft(queries: Queries, releaseNumber: number, taken: TakenDraft): Promise<void> {
  const renamed: { key: DraftKey; id: string }[] = [];
  for (const { document, kind, id, version, renamedTo, after } of taken.entries) {
    // Each save has its own version; the id may be new, if an earlier release renamed the entry.
    const { numDeletedRows } = await queries
      .deleteFrom('draft_entries')
      .where('document', '=', document)
      .where('kind', '=', kind)
      .where('version', '=', version)
      .executeTakeFirst();
    if (numDeletedRows > 0n) continue;
    await queries
      .updateTable('draft_entries')
      .set({ base: jsonOf(after) })
      .where('document', '=', document)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .execute();
    if (renamedTo !== undefined) renamed.push({ key: { document, kind, id }, id: renamedTo });
  }
  // Once nothing else that was taken has the new ids.
  for (const { key, id } of renamed) await rename(queries, key, id);
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
  await settleIncluded(queries, releaseNumber, taken);
}

async function settleIncluded(queries: Queries, releaseNumber: number, taken: TakenDraft): Promise<void> {
  const waiting = await queries
    .selectFrom('scheduled_publications')
    .select(['id', 'taken'])
    .where('state', '=', 'waiting')
    .execute();
  for (const { id, taken: its } of waiting) {
    if (!isIncluded({ id, taken: takenDraft.parse(JSON.parse(its)) }, taken)) continue;
    await queries
      .updateTable('scheduled_publications')
      .set({ state: 'included', problem: `Its changes went live early, with release ${releaseNumber}.` })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .execute();
  }
}

/** Moves a change to the entry's new id, unless somebody has changed another entry of that id. */
async function rename(queries: Queries, { document, kind, id }: DraftKey, newId: string): Promise<void> {
  const change = await queries
    .deleteFrom('draft_entries')
    .where('document', '=', document)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  if (change === undefined) return;
  const moved = await queries
    .insertInto('draft_entries')
    .values({ ...change, id: newId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (moved === undefined) await queries.insertInto('draft_entries').values(change).execute();
}
