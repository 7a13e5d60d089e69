import type { Content } from './content.ts';
import { files } from './content.ts';
import type { Knowledge } from './knowledge.ts';
import { comparable } from './phrases.ts';
import type { Problem } from './problems.ts';
import type { Answer, AnswerTranslation } from './schema.ts';
import { languagesIn, untranslated } from './translations.ts';

/** A translation, and where it is. */
interface Translated {
  file: string;
  answer: Answer;
  /** For example "translations.es". */
  at: string;
  translation: AnswerTranslation;
}

/** Compares translations with the original texts, and their titles with all others. */
export function checkTranslations({ answers = [], advisories = [] }: Partial<Content>): Problem[] {
  const all = answers.flatMap(({ file, answer }) =>
    Object.entries(answer.translations ?? {}).map(([language, translation]): Translated => ({
      file,
      answer,
      at: `translations.${language}`,
      translation,
    })),
  );
  const surplus = all.flatMap(({ file, answer, at, translation }) =>
    withoutOriginal(answer, translation).map((field) => ({
      file,
      entry: answer.id,
      field: `${at}.${field}`,
      message: 'The answer itself is empty here; write it there first, or remove this.',
    })),
  );
  const ofTables = advisories.flatMap(({ advisory }) =>
    Object.entries(advisory.patch.titles).map(([id, title]) => ({ id, ...title })),
  );
  const owners = new Map(
    [...answers.map(({ answer }) => answer), ...ofTables].flatMap(({ id, label, question }) =>
      [label, question].map((title) => [comparable(title), id] as const),
    ),
  );
  return [...surplus, ...all.flatMap((each) => takenTitles(each, owners))];
}

/**
 * The titles of a translation that already lead to another answer: clicking such a button would give that one.
 * @param owners the answers by their titles; those of the translation are added
 */
function takenTitles(
  { file, answer: { id: entry }, at, translation }: Translated,
  owners: Map<string, string>,
): Problem[] {
  return (['label', 'question'] as const).flatMap((name) => {
    const key = comparable(translation[name]);
    const owner = owners.get(key) ?? entry;
    owners.set(key, owner);
    if (owner === entry) return [];
    const message = `"${translation[name]}" already leads to ${owner}; change one of the two.`;
    return [{ file, entry, field: `${at}.${name}`, message }];
  });
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
