import { stringify } from 'yaml';

/** How a field of an entry differs, as texts for people to compare. */
export interface FieldChange {
  /** Its path within the entry, such as "patch.rows"; empty for the whole entry. */
  field: string;
  /** Undefined: it was not there. */
  before: string | undefined;
  /** Undefined: it is gone. */
  after: string | undefined;
}

/**
 * Describes how an entry differs, field by field. For a list, it gives the removed and the added items, because few of
 * many change.
 */
export function fieldChanges(before: unknown, after: unknown, path: readonly string[] = []): FieldChange[] {
  if (isSame(before, after)) return [];
  const field = path.join('.');
  if (isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
      fieldChanges(before[name], after[name], [...path, name]),
    );
  if (Array.isArray(before) && Array.isArray(after)) return listChange(field, before, after);
  return [{ field, before: textOf(before), after: textOf(after) }];
}

function listChange(field: string, before: unknown[], after: unknown[]): FieldChange[] {
  const gone = missing(before, after);
  const come = missing(after, before);
  const isMoved = gone.length === 0 && come.length === 0;
  const [old, young] = isMoved ? [before, after] : [gone, come];
  return [{ field, before: linesOf(old), after: linesOf(young) }];
}

/** The items of one list that another lacks, counting repetitions. */
function missing(of: readonly unknown[], other: readonly unknown[]): unknown[] {
  const left = new Map<string, number>();
  for (const item of other) left.set(keyOf(item), (left.get(keyOf(item)) ?? 0) + 1);
  return of.filter((item) => {
    const count = left.get(keyOf(item)) ?? 0;
    left.set(keyOf(item), count - 1);
    return count <= 0;
  });
}

const keyOf = (item: unknown): string => JSON.stringify(item);
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const linesOf = (items: readonly unknown[]): string | undefined =>
  items.length === 0 ? undefined : items.map((item) => textOf(item)).join('\n');

function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return linesOf(value);
  return isRecord(value) ? stringify(value, { lineWidth: 0 }).trimEnd() : JSON.stringify(value);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
