import { describe, expect, it } from 'vitest';
import { answerTranslations, emptyFields, isLeftBehind } from '#web/desk/studio/form/translation-fields.ts';

const es = { question: '¿Es gratis?', label: 'Precio', short: 'Sí.' };
const answer = {
  question: 'Is it free?',
  label: 'Price',
  short: 'Yes.',
  detail: 'It is.',
  translations: { es },
};

describe('a translation', () => {
  it('lacks what the answer has and it does not', () => {
    const lacking = (content: object, translation: object): string[] =>
      emptyFields(answerTranslations.fieldsFor(content), translation);
    expect(lacking(answer, es)).toEqual(['Details']);
    expect(lacking(answer, { ...es, short: ' ', detail: 'Lo es.' })).toEqual(['Short answer']);
    const options = [{ id: 'a', label: 'A', steps: ['One.'] }];
    const guided = { ...answer, variants: { question: 'Which?', options } };
    const whole = {
      ...es,
      detail: 'Lo es.',
      variants: { question: '¿Cuál?', options: { a: { label: 'A', steps: ['Uno.'] } } },
    };
    expect(lacking(guided, whole)).toEqual([]);
    expect(lacking(guided, { ...whole, variants: { question: '¿Cuál?', options: {} } })).toHaveLength(1);
  });

  it('is left behind when only the English has changed since it was published', () => {
    const behind = (content: object, published: object | null = answer): boolean =>
      isLeftBehind({ content, published, language: 'es' });
    expect(behind({ ...answer, short: 'No.' })).toBe(true);
    expect(behind(answer)).toBe(false);
    expect(behind({ ...answer, followUps: ['more'] })).toBe(false);
    expect(behind({ ...answer, short: 'No.', translations: { es: { ...es, short: 'No.' } } })).toBe(false);
    expect(behind({ ...answer, short: 'No.' }, null)).toBe(false);
  });
});
