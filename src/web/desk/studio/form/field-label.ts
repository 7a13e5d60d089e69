import type { Field } from './field.ts';

/**
 * What the form calls a field. Whatever the form does not name stays as it is.
 * @param path within the entry, such as "patch.rows"; '' for the whole entry; a quoted phrase
 */
export function fieldLabel(form: readonly Field[], path: string): string {
  if (path.startsWith('"')) return path;
  let around = form;
  const labels = path.split('.').map((name) => {
    const field = fieldNamed(around, name);
    // Positions and languages are no fields: what follows is on the same level.
    if (field !== undefined) around = fieldsIn(field, form);
    return field?.label ?? name;
  });
  return labels.join(' › ');
}

function fieldNamed(fields: readonly Field[], name: string): Field | undefined {
  for (const field of fields) {
    const isNameless = field.kind === 'group' && field.name === '';
    const found = isNameless ? fieldNamed(field.fields, name) : field;
    if (found?.name === name) return found;
  }
  return undefined;
}

function fieldsIn(field: Field, form: readonly Field[]): readonly Field[] {
  if (field.kind === 'group' || field.kind === 'items') return field.fields;
  return field.kind === 'translations' ? form : [];
}
