import { describe, expect, it } from 'vitest';
import type { StudioKey, StudioProblem } from '#desk/studio/wire.ts';
import { formOf } from '#web/desk/studio/form/forms.ts';
import { placeProblems } from '#web/desk/studio/form/problem-places.ts';

/** Where a form shows a problem. */
function placeOf(
  kind: StudioKey['kind'],
  content: unknown,
  problem: Partial<StudioProblem>,
  id = 'this',
): string[] {
  const whole = { key: null, document: '', entry: id, field: '', message: 'No.', ...problem };
  return [...placeProblems([whole], { kind, id }, formOf({ kind, id }), content).keys()];
}

describe('a problem is shown', () => {
  it('at the field that it names', () => {
    expect(placeOf('answer', { followUps: ['nowhere'] }, { field: 'followUps.1' })).toEqual(['followUps.1']);
    expect(placeOf('answer', {}, { field: 'about.app' })).toEqual(['about.app']);
  });

  it('at the phrase that it quotes, the later one of two', () => {
    const phrases = ['one', 'two', 'one'];
    expect(placeOf('phrases', phrases, { field: '"one"' })).toEqual(['3']);
    expect(placeOf('phrases', phrases, { field: 'item 2' })).toEqual(['2']);
  });

  it('at the choice of a guided answer', () => {
    const content = { variants: { options: [{ id: 'a' }, { id: 'b' }] } };
    expect(placeOf('answer', content, { field: 'variants.options.b' })).toEqual(['variants.options.2.label']);
  });

  it('at the field of a translation', () => {
    const content = {
      detail: 'More.',
      variants: { options: [{ id: 'a', label: 'A' }] },
      translations: { es: {}, 'pt-BR': {} },
    };
    for (const field of [
      'translations.es',
      'translations.es.short',
      'translations.pt-BR.detail',
      'translations.es.variants.options.a.label',
    ])
      expect(placeOf('answer', content, { field })).toEqual([field]);
    expect(placeOf('small-talk', content, { field: 'translations.es.text' })).toEqual([
      'translations.es.text',
    ]);
  });

  it('at the row of a patch table', () => {
    const content = { patch: { rows: [{ model: 'A' }, { model: 'B' }] } };
    expect(placeOf('advisory', content, { entry: 'patch.rows 2 (B)', field: 'status' })).toEqual([
      'patch.rows.2',
    ]);
    const title = { entry: 'patch', field: 'titles.patch.status.label' };
    expect(placeOf('advisory', content, title)).toEqual(['patch.titles.patch.status.label']);
  });

  it('above the form if it concerns no field', () => {
    expect(placeOf('answer', {}, { field: 'colour' })).toEqual(['']);
    expect(placeOf('answer', {}, { field: '' })).toEqual(['']);
  });
});
