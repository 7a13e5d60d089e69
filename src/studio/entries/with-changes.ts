import type { Documents } from '#knowledge/documents.ts';
import { collectionOf } from './collections.ts';
import type { EntryChange } from './entry.ts';
import { rebuilt } from './rebuilt.ts';
import { spliced } from './spliced.ts';

/**
 * Applies changes to documents. What is not changed stays as it was written. A new entry goes to the end of its document,
 * which is made where it is missing; a document without entries goes.
 * @param changes at most one for each entry
 */
export function withChanges(documents: Documents, changes: readonly EntryChange[]): Documents {
  const changed = new Map(documents);
  for (const change of changes) {
    const text = withChange(changed.get(change.document), change);
    if (text === undefined) changed.delete(change.document);
    else changed.set(change.document, text);
  }
  return new Map([...changed].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @returns undefined when nothing is left of the document */
function withChange(text: string | undefined, change: EntryChange): string | undefined {
  const collection = collectionOf(change.document, change.kind, change.id);
  if (collection === undefined) return text;
  return (
    (text === undefined ? undefined : spliced(text, collection, change)) ?? rebuilt(text, collection, change)
  );
}
