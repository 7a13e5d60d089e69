import { type Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Collection, isFolder } from './collections.ts';
import type { EntryChange } from './entry.ts';
import { readableNode, STYLE } from './readable-node.ts';

/**
 * Applies a change to a document's structure and rewrites the whole document, which may wrap other lines in it.
 * @returns undefined if nothing is left; the same text if it is not valid YAML, in which case the checks name the line
 */
export function rebuilt(
  text: string | undefined,
  collection: Collection,
  change: EntryChange,
): string | undefined {
  const document = parseDocument(text ?? '');
  if (document.errors.length > 0) return text;
  apply(document, collection, change);
  // A folder may have any number of documents; other documents must exist even without entries.
  const isLeft = !isEmpty(document) || !isFolder(collection);
  return isLeft ? document.toString(STYLE) : undefined;
}

function apply(document: Document, { field, by }: Collection, change: EntryChange): void {
  if (by === 'whole') document.contents = change.isRemoved ? null : readableNode(document, change.content);
  else if (by === 'field' || by === 'keys') set(document, change);
  else applyToList(document, listOf(document, field), by, change);
}

function set(document: Document, { isRemoved, id, content }: EntryChange): void {
  const map = mapOf(document);
  if (isRemoved) map.delete(id);
  else map.set(id, readableNode(document, content));
}

function applyToList(document: Document, list: YAMLSeq, by: string, change: EntryChange): void {
  const at = list.items.findIndex((item) => isMap(item) && item.get(by) === change.id);
  if (change.isRemoved) {
    if (at !== -1) list.items.splice(at, 1);
  } else list.items.splice(at === -1 ? list.items.length : at, 1, readableNode(document, change.content));
}

function mapOf(document: Document): YAMLMap {
  if (!isMap(document.contents)) document.contents = document.createNode({});
  return document.contents as YAMLMap;
}

function listOf(document: Document, field: string | undefined): YAMLSeq {
  if (field === undefined) {
    if (isSeq(document.contents)) return document.contents;
    const list = document.createNode([]);
    document.contents = list;
    return list;
  }
  const map = mapOf(document);
  const found = map.get(field);
  if (isSeq(found)) return found;
  const list = document.createNode([]);
  map.set(field, list);
  return list;
}

/** Whether a document is empty or contains only empty lists. */
function isEmpty({ contents }: Document): boolean {
  if (contents === null) return true;
  if (isSeq(contents)) return contents.items.length === 0;
  return isMap(contents) && contents.items.every(({ value }) => isSeq(value) && value.items.length === 0);
}
