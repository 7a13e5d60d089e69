import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Collection } from './collections.ts';
import type { EntryChange } from './entry.ts';
import { splicedWhole } from './spliced-whole.ts';
import { columnOf, indented, pairOf, replaced, spanOf, without, yamlOf } from './yaml-text.ts';

/**
 * Applies a change to the entry's own lines only, so that teams that use git see exactly what was changed.
 * @returns undefined if this is not possible
 */
export function spliced(text: string, collection: Collection, change: EntryChange): string | undefined {
  if (collection.by === 'whole') return change.isRemoved ? undefined : splicedWhole(text, change.content);
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const result = changed(text, document, collection, change);
  return result !== undefined && holds(document, parseDocument(result), collection, change)
    ? result
    : undefined;
}

function changed(
  text: string,
  { contents }: Document,
  { field, by }: Collection,
  change: EntryChange,
): string | undefined {
  if (by === 'field' || by === 'keys')
    return isMap(contents) ? changedPair(text, contents, change) : undefined;
  if (by === 'whole') return undefined;
  const list = field === undefined ? contents : isMap(contents) ? contents.get(field) : undefined;
  return isSeq(list) && list.flow !== true && list.items.length > 0
    ? changedItem(text, list, by, change)
    : undefined;
}

function changedPair(
  text: string,
  map: YAMLMap,
  { id, isRemoved, content }: EntryChange,
): string | undefined {
  const written = pairOf(id, content);
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === id);
  if (pair === undefined) {
    const last = map.items.at(-1);
    const end = last && spanOf(text, last)?.end;
    return end === undefined || isRemoved
      ? undefined
      : `${text.slice(0, end)}\n${written}\n${text.slice(end + 1)}`;
  }
  const span = spanOf(text, pair);
  if (span === undefined || map.items.length === 1) return undefined;
  return isRemoved ? without(text, span) : replaced(text, span, written);
}

function changedItem(text: string, list: YAMLSeq, by: string, change: EntryChange): string | undefined {
  const at = list.items.findIndex((item) => isMap(item) && item.get(by) === change.id);
  const span = spanOf(text, list.items.at(at));
  if (span === undefined) return undefined;
  const indent = columnOf(text, span.start);
  const written = indented(yamlOf(change.content), indent);
  if (at === -1) {
    if (change.isRemoved) return undefined;
    const gap = list.items.some((item) => isNode(item) && item.spaceBefore === true) ? '\n\n' : '\n';
    const dash = `${' '.repeat(indent - 2)}- `;
    return `${text.slice(0, span.end)}${gap}${dash}${written}${text.slice(span.end)}`;
  }
  if (!change.isRemoved) return replaced(text, span, written);
  return list.items.length === 1 ? undefined : without(text, { ...span, start: span.start - 2 });
}

/** Whether two documents differ by exactly this change. */
function holds(before: Document, after: Document, { field, by }: Collection, change: EntryChange): boolean {
  if (after.errors.length > 0) return false;
  const [old, young] = [before.toJS() as unknown, after.toJS() as unknown];
  if (by === 'field' || by === 'keys') {
    const expected = { ...(old as object) } as Record<string, unknown>;
    if (change.isRemoved) delete expected[change.id];
    else expected[change.id] = change.content;
    return isDeepStrictEqual(young, expected);
  }
  const list = (value: unknown): Record<string, unknown>[] =>
    (field === undefined ? value : (value as Record<string, unknown>)[field]) as Record<string, unknown>[];
  const others = (value: unknown) => list(value).filter((item) => item[by] !== change.id);
  const own = list(young).filter((item) => item[by] === change.id);
  return (
    isDeepStrictEqual(others(old), others(young)) &&
    isDeepStrictEqual(own, change.isRemoved ? [] : [change.content])
  );
}
