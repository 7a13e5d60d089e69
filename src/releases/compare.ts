import { parse } from 'yaml';
import type { Documents } from '#knowledge/documents.ts';
import { type FieldChange, fieldChanges } from './field-changes.ts';

/** One difference between two releases. */
export interface Difference {
  kind: 'added' | 'removed' | 'changed';
  /** The document's path, then the entry's identifier in it: "answers/enviewer.yaml › enviewer.cameras". */
  entry: string;
  /** The fields that differ, for a changed entry. */
  fields: string[];
  /** How it differs, as texts. */
  changes: FieldChange[];
}

/** The fields that can identify an entry of a list. */
const IDS = ['id', 'code', 'name', 'title', 'model'] as const;

/** Compares two releases entry by entry, sorted by document. */
export function compareReleases(before: Documents, after: Documents): Difference[] {
  const old = entriesOf(before);
  const young = entriesOf(after);
  const entries = [...new Set([...old.keys(), ...young.keys()])].sort();
  return entries.flatMap((entry): Difference[] => {
    const left = old.get(entry);
    const right = young.get(entry);
    if (JSON.stringify(left) === JSON.stringify(right)) return [];
    const changes = fieldChanges(left, right);
    if (left === undefined) return [{ kind: 'added', entry, fields: [], changes }];
    if (right === undefined) return [{ kind: 'removed', entry, fields: [], changes }];
    return [{ kind: 'changed', entry, fields: changedFields(left, right), changes }];
  });
}

/** The entries of all documents by their identifiers. An entry without a name is identified by its content. */
function entriesOf(documents: Documents): Map<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const [path, text] of documents) addEntries(entries, path, parse(text));
  return entries;
}

function addEntries(entries: Map<string, unknown>, path: string, value: unknown): void {
  if (Array.isArray(value)) {
    const counts = new Map<string, number>();
    for (const item of value as unknown[]) {
      const name = nameOf(item);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      // A model has one row for each time its status changed.
      entries.set(`${path} › ${name}${count === 1 ? '' : ` (${count})`}`, item);
    }
  } else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (Array.isArray(inner) || isRecord(inner)) addEntries(entries, `${path} › ${key}`, inner);
      else entries.set(`${path} › ${key}`, inner);
    }
  } else entries.set(path, value);
}

function nameOf(item: unknown): string {
  if (!isRecord(item)) return JSON.stringify(item);
  const id = IDS.map((field) => item[field]).find((name) => typeof name === 'string');
  return id ?? JSON.stringify(item);
}

function changedFields(left: unknown, right: unknown): string[] {
  if (!isRecord(left) || !isRecord(right)) return [];
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].filter((field) => JSON.stringify(left[field]) !== JSON.stringify(right[field]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
