import { expect, it } from 'vitest';
import { fieldLabel } from '#web/desk/studio/form/field-label.ts';
import { formOf } from '#web/desk/studio/form/forms.ts';

it.each([
  ['answer', 'short', 'Short answer'],
  ['answer', 'about.app', 'Subject › App'],
  ['answer', 'translations.es.short', 'Translations › es › Short answer'],
  ['answer', 'followUps.2', 'Follow-up questions › 2'],
  ['answer', 'somethingNew.inside', 'somethingNew › inside'],
  ['answer', '', ''],
  ['phrases', '', 'Phrases'],
  ['phrases', '"what is v1.2"', '"what is v1.2"'],
] as const)('in the form of the kind "%s", the field "%s" is called "%s"', (kind, path, label) => {
  expect(fieldLabel(formOf({ kind, id: '' }), path)).toBe(label);
});
