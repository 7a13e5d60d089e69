import type { Field } from '../form/field.ts';
import { fieldLabel } from '../form/field-label.ts';
import { fieldsOf, isFields, valueOf } from '../form/values.ts';
import { isSame } from './merge.ts';

/** A value as readable text: lists line by line, groups with the names of their fields. */
export function readable(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => readableItem(item)).join('\n');
  if (isFields(value))
    return Object.entries(value)
      .map(([name, inside]) => `${name}: ${readable(inside)}`)
      .join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const readableItem = (item: unknown): string =>
  isFields(item) ? Object.values(item).map(readable).join(' · ') : readable(item);

/** A field that differs between two versions, as readable text. */
export interface Difference {
  /** '' for the whole entry. */
  field: string;
  label: string;
  /** For long lists, only the items missing from the other version. */
  first: string;
  second: string;
}

/** The differences between two versions of an entry, field by field. */
export function differences(fields: readonly Field[], first: unknown, second: unknown): Difference[] {
  if (!isFields(first) || !isFields(second))
    return isSame(first, second) ? [] : [differenceIn(fields, '', first, second)];
  return [...new Set([...Object.keys(fieldsOf(first)), ...Object.keys(fieldsOf(second))])]
    .filter((name) => !isSame(first[name], second[name]))
    .map((name) => differenceIn(fields, name, first, second));
}

/** One field in two versions. */
export function differenceIn(
  fields: readonly Field[],
  field: string,
  first: unknown,
  second: unknown,
): Difference {
  const [one, other] = [valueOf(first, field), valueOf(second, field)];
  return {
    field,
    label: fieldLabel(fields, field),
    first: readable(lacking(one, other)),
    second: readable(lacking(other, one)),
  };
}

const LONG = 12;

/** For a long list, the items missing from the other one. */
function lacking(list: unknown, other: unknown): unknown {
  if (!Array.isArray(list) || !Array.isArray(other) || list.length < LONG) return list;
  const known = new Set(other.map((item) => JSON.stringify(item)));
  return list.filter((item) => !known.has(JSON.stringify(item)));
}
