import { describe, expect, it } from 'vitest';
import { translationGaps } from '#knowledge/check-translations.ts';
import { load, problemsAfter, type SmallContent, smallContent } from './small-knowledge.ts';

const es = { question: '¿Cuánto dura la linterna?', label: 'Pila de la linterna', short: 'Diez horas.' };

const torch = (content: SmallContent): Record<string, unknown> => content['answers/torch.yaml'].answers[0]!;
const moonbeam = (content: SmallContent): Record<string, unknown> =>
  content['answers/moonbeam.yaml'].answers[0]!;

/** The problems of the small knowledge with these translations of its first answer, as "field: message". */
const problemsOf = async (translations: unknown): Promise<string[]> =>
  (await problemsAfter((content) => Object.assign(torch(content), { translations }))).map(
    ({ field, message }) => `${field}: ${message}`,
  );

/** The gaps of the small knowledge after a change. */
async function gapsAfter(change: (content: SmallContent) => void) {
  const content = smallContent();
  change(content);
  return translationGaps(await load(content));
}

describe('the translations of an answer', () => {
  it('are keyed by language', async () => {
    expect(await problemsOf({ es, 'pt-BR': es, 'zh-Hant': es })).toEqual([]);
  });

  it.each([
    ['xx', '"xx" is no language; use a tag such as "es" or "pt-BR".'],
    ['spanish', '"spanish" is no language; use a tag such as "es" or "pt-BR".'],
    ['es-XQ', '"es-XQ" is no language; use a tag such as "es" or "pt-BR".'],
    ['es_MX', 'Write this language as "es-MX".'],
    ['ES', 'Write this language as "es".'],
    ['en-GB', 'The entry itself is in English; write it there, and use other languages here.'],
  ])('in an unknown language are reported at their field: %s', async (tag, message) => {
    expect(await problemsOf({ [tag]: es })).toEqual([`translations.${tag}: ${message}`]);
  });

  it('have their problems reported at their field', async () => {
    expect(await problemsOf({ es: { ...es, short: '', sort: 'Diez.' } })).toEqual([
      'translations.es.short: This is empty; write something or remove it.',
      'translations.es.sort: "sort" is not a field here; correct its spelling or remove it.',
    ]);
  });

  it('have nothing that the answer lacks', async () => {
    const [problem, ...others] = await problemsOf({ es: { ...es, detail: 'Con pilas nuevas.' } });
    expect(problem).toBe(
      'translations.es.detail: The answer itself is empty here; write it there first, or remove this.',
    );
    expect(others).toEqual([]);
  });

  it('have titles that lead to no other answer, in any language', async () => {
    const problems = await problemsAfter((content) => {
      const pt = { ...es, question: 'Which models are patched?' };
      Object.assign(torch(content), { translations: { pt } });
      Object.assign(moonbeam(content), { translations: { es: { ...es, question: '¿Qué es Moonbeam?' } } });
    });
    expect(problems.map(({ entry, field, message }) => `${entry} › ${field}: ${message}`).sort()).toEqual([
      'torch.battery › translations.pt.label: "Pila de la linterna" already leads to moonbeam.what; change one of the two.',
      'torch.battery › translations.pt.question: "Which models are patched?" already leads to patch.list; change one of the two.',
    ]);
  });
});

describe('the gaps of a language', () => {
  it('are empty as long as nothing is translated', async () => {
    expect(await gapsAfter(() => {})).toEqual([]);
  });

  it('are the entries without it', async () => {
    const [gaps, ...others] = await gapsAfter((content) =>
      Object.assign(torch(content), { translations: { es } }),
    );
    expect(gaps).toMatchObject({ language: 'es', doubtful: [] });
    expect(gaps?.missing).toEqual(['moonbeam.what', 'greeting', 'thanks', 'goodbye', 'help', 'bot']);
    expect(others).toEqual([]);
  });

  it('are the parts of an answer that its translation lacks', async () => {
    const [gaps] = await gapsAfter((content) =>
      Object.assign(torch(content), { detail: 'With new batteries.', translations: { es } }),
    );
    expect(gaps?.doubtful).toMatchObject([
      {
        entry: 'torch.battery',
        field: 'translations.es.detail',
        message: expect.stringContaining('English') as string,
      },
    ]);
  });

  it('are a number of the English text that the translation does not say', async () => {
    const [gaps] = await gapsAfter((content) =>
      Object.assign(torch(content), {
        short: 'At 2.4 watts it shines 12 hours.',
        translations: { es: { ...es, short: 'Con 2,4 vatios dura 10 horas.' } },
      }),
    );
    expect(gaps?.doubtful).toMatchObject([
      { field: 'translations.es', message: 'The English text says 12, and the translation does not.' },
    ]);
  });
});
