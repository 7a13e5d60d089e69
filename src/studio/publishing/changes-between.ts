import type { Documents } from '#knowledge/documents.ts';
import type { EntryChanged } from '#store/release-details.ts';
import { type Entry, keyText } from '../entries/entry.ts';
import { type EntryCache, readEntries } from '../entries/read-entries.ts';

/** The changes of a release that was made from a folder. @param editor is recorded as the author of all of them */
export function changesBetween(before: Documents, after: Documents, editor: string): EntryChanged[] {
  const cache: EntryCache = new Map();
  const [old, young] = [before, after].map((documents) => {
    const entries = readEntries(documents, cache);
    return new Map(entries.map((entry): [string, Entry] => [keyText(entry), entry]));
  });
  return [...new Map([...(old ?? []), ...(young ?? [])])].flatMap(([key, { document, kind, id }]) => {
    const [was, is] = [old?.get(key)?.content, young?.get(key)?.content];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ document, kind, id, before: was, after: is, editors: [editor] }];
  });
}
