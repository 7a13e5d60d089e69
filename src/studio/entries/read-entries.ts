import { parse } from 'yaml';
import type { Documents } from '#knowledge/documents.ts';
import { type Collection, collections, isIn } from './collections.ts';
import type { Entry } from './entry.ts';

/**
 * The entries of each document, by its text: a draft changes one document at a time, and parsing all of them takes a
 * tenth of a second.
 */
export type EntryCache = Map<string, readonly Entry[]>;

/**
 * Reads the entries of all documents, in order. Invalid YAML and items without an identifier yield no entries: the
 * checks report them.
 * @param cache what was read before; it is replaced by what is read now
 */
export function readEntries(documents: Documents, cache: EntryCache): Entry[] {
  const read: EntryCache = new Map();
  const entries = [...documents].flatMap(([document, text]) => {
    const key = `${document}\n${text}`;
    const own = cache.get(key) ?? entriesIn(document, text);
    read.set(key, own);
    return own;
  });
  cache.clear();
  for (const [key, own] of read) cache.set(key, own);
  return entries;
}

function entriesIn(document: string, text: string): Entry[] {
  const content = parsed(text);
  return collections
    .filter((collection) => isIn(document, collection))
    .flatMap((collection) =>
      itemsIn(content, collection).map(({ id, content: item }) => ({
        document,
        kind: collection.kind,
        id,
        content: item,
      })),
    );
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function itemsIn(content: unknown, { field, by }: Collection): { id: string; content: unknown }[] {
  const value = field === undefined ? content : fieldOf(content, field);
  if (value === undefined || value === null) return [];
  if (by === 'field') return [{ id: field ?? '', content: value }];
  if (by === 'whole') return identified(value, 'id');
  if (by === 'keys')
    return isRecord(value) ? Object.entries(value).map(([id, item]) => ({ id, content: item })) : [];
  return Array.isArray(value) ? value.flatMap((item) => identified(item, by)) : [];
}

function identified(item: unknown, by: string): { id: string; content: unknown }[] {
  const id = fieldOf(item, by);
  return typeof id === 'string' ? [{ id, content: item }] : [];
}

const fieldOf = (value: unknown, field: string): unknown => (isRecord(value) ? value[field] : undefined);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
