import type { Content } from './content.ts';
import { files } from './content.ts';
import type { Knowledge } from './knowledge.ts';
import type { Problem } from './problems.ts';
import { repeated } from './repeated.ts';
import type { Answer, AnswerTranslation } from './schema.ts';
import { languagesIn, untranslated } from './translations.ts';

/** Compares translations with what they translate, and the titles of a language with each other. */
export function checkTranslations({ answers = [] }: Partial<Content>): Problem[] {
  const all = answers.flatMap(({ file, answer }) =>
    Object.entries(answer.translations ?? {}).map(([language, translation]) => ({
      file,
      answer,
      language,
      translation,
    })),
  );
  const titles = all.flatMap(({ file, answer: { id: entry }, language, translation }) =>
    (['label', 'question'] as const).map((name) => ({
      kind: `${language} ${name}`,
      title: { file, entry, field: `translations.${language}.${name}`, value: translation[name] },
    })),
  );
  return [
    ...all.flatMap(({ file, answer, language, translation }) =>
      withoutOriginal(answer, translation).map((field) => ({
        file,
        entry: answer.id,
        field: `translations.${language}.${field}`,
        message: 'The answer itself is empty here; write it there first, or remove this.',
      })),
    ),
    ...[...Map.groupBy(titles, ({ kind }) => kind).values()].flatMap((own) =>
      repeated(own.map(({ title }) => title)),
    ),
  ];
}

/** The fields that a translation has and its answer does not. */
function withoutOriginal(answer: Answer, { variants, ...texts }: AnswerTranslation): string[] {
  const surplus = (['detail', 'steps', 'untilFixed'] as const).filter(
    (field) => texts[field] !== undefined && answer[field] === undefined,
  );
  if (variants === undefined) return surplus;
  if (answer.variants === undefined) return [...surplus, 'variants'];
  const known = new Set(answer.variants.options.map(({ id }) => id));
  const unknown = Object.keys(variants.options).filter((id) => !known.has(id));
  return [...surplus, ...unknown.map((id) => `variants.options.${id}`)];
}

/** What customers of a language still read in English, and what may be out of date. */
export interface TranslationGaps {
  language: string;
  /** The ids of entries without a translation. */
  missing: string[];
  /** Translations that are incomplete, or that lack a number of the English text. */
  doubtful: Problem[];
}

/** The gaps of each language that has any translation; none of them keeps the knowledge from being used. */
export function translationGaps(knowledge: Pick<Knowledge, 'answers' | 'smallTalk'>): TranslationGaps[] {
  const { answers, smallTalk } = knowledge;
  return languagesIn(knowledge).map((language) => ({
    language,
    missing: [...answers.values(), ...smallTalk.values()]
      .filter(({ translations }) => translations?.[language] === undefined)
      .map(({ id }) => id),
    doubtful: [...answers.values()].flatMap((answer) => doubtsOf(answer, language)),
  }));
}

function doubtsOf(answer: Answer, language: string): Problem[] {
  const translation = answer.translations?.[language];
  if (translation === undefined) return [];
  const doubt = (field: string, message: string): Problem => ({
    file: files.answers,
    entry: answer.id,
    field: ['translations', language, field].filter((part) => part !== '').join('.'),
    message,
  });
  const gone = numbersGone(answer, translation);
  return [
    ...untranslated(answer, translation).map((field) =>
      doubt(field, 'This is not translated, so customers read the whole answer in English.'),
    ),
    ...(gone.length === 0
      ? []
      : [doubt('', `The English text says ${gone.join(' and ')}, and the translation does not.`)]),
  ];
}

/** The numbers of the English short answer that its translation lacks: it may be older than the English. */
function numbersGone({ short }: Answer, translation: AnswerTranslation): string[] {
  const own = new Set(numbersIn(translation.short));
  return numbersIn(short).filter((number) => !own.has(number));
}

/** "2,4" is the same number as "2.4". */
const numbersIn = (text: string): string[] =>
  (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replaceAll(',', '.'));
