import type { Documents } from '#knowledge/documents.ts';
import { collectionOf } from './collections.ts';
import type { EntryChange } from './entry.ts';
import { rebuilt } from './rebuilt.ts';
import { spliced } from './spliced.ts';

/**
 * Applies changes to documents. Everything else stays as it was written. A new entry is added at the end of its
 * document, which is created if necessary; a document without entries is removed.
 * @param changes at most one for each entry
 */
export function withChanges(documents: Documents, changes: readonly EntryChange[]): Documents {
  const changed = new Map(documents);
  for (const change of renamedLast(changes)) {
    const text = withChange(changed.get(change.document), change);
    if (text === undefined) changed.delete(change.document);
    else changed.set(change.document, text);
  }
  return new Map([...changed].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A renamed entry may take the name of an entry that is also changed or removed. To make sure that each change applies
 * to the right one, renamings come last, and go through a temporary name that nothing else has.
 */
function renamedLast(changes: readonly EntryChange[]): EntryChange[] {
  const renamed = changes.flatMap((change, at) => {
    const by = newName(change)?.by;
    return by === undefined ? [] : [{ change, by, passing: `\0${at}` }];
  });
  const names = new Set(renamed.map(({ change }) => change));
  return [
    ...changes.filter((change) => !names.has(change)),
    ...renamed.map(({ change, by, passing }) => ({
      ...change,
      content: { ...(change.content as object), [by]: passing },
    })),
    ...renamed.map(({ change, passing }) => ({ ...change, id: passing })),
  ];
}

/** The new name of a renamed entry, and its field; undefined if the name stays. */
export function newName({
  document,
  kind,
  id,
  content,
  isRemoved,
}: EntryChange): { by: string; name: string } | undefined {
  const by = collectionOf(document, kind, id)?.by;
  if (isRemoved || (by !== 'id' && by !== 'name' && by !== 'code')) return undefined;
  const name: unknown =
    typeof content === 'object' && content !== null ? Reflect.get(content, by) : undefined;
  return typeof name === 'string' && name !== id ? { by, name } : undefined;
}

/** @returns undefined if nothing is left of the document */
function withChange(text: string | undefined, change: EntryChange): string | undefined {
  const collection = collectionOf(change.document, change.kind, change.id);
  if (collection === undefined) return text;
  return (
    (text === undefined ? undefined : spliced(text, collection, change)) ?? rebuilt(text, collection, change)
  );
}
