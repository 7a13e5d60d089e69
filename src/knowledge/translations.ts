import type { Knowledge } from './knowledge.ts';
import type { Answer, AnswerTranslation, SmallTalkReply } from './schema.ts';

/** The parts of the knowledge that have translations. */
type Translatable = Pick<Knowledge, 'answers' | 'smallTalk'>;

/** The languages in which any entry is translated, as BCP 47 tags in alphabetical order. */
export const languagesIn = ({ answers, smallTalk }: Translatable): string[] =>
  [
    ...new Set(
      [...answers.values(), ...smallTalk.values()].flatMap(({ translations = {} }) =>
        Object.keys(translations),
      ),
    ),
  ].sort();

/**
 * The first of the wanted languages that the knowledge has: as it is, or without its region ("es" for "es-MX").
 * @param wanted BCP 47 tags, preferred one first; anything else that a client sends finds nothing
 */
export function languageFor(
  languages: readonly string[],
  wanted: readonly (string | undefined)[],
): string | undefined {
  for (const tag of wanted)
    for (const each of widening(tag ?? '')) {
      const found = languages.find((language) => language.toLowerCase() === each);
      if (found !== undefined) return found;
    }
  return undefined;
}

/** No tag of a real language is longer. */
const LONGEST_TAG = 35;

/** A tag in lower case, then the same with ever fewer parts: "es-mx", "es". */
function widening(tag: string): string[] {
  const parts = tag.slice(0, LONGEST_TAG).toLowerCase().split(/[-_]/);
  return parts.map((_part, at) => parts.slice(0, parts.length - at).join('-'));
}

/**
 * The knowledge as customers of a language read it. An entry without a complete translation stays in English, so that
 * nobody reads half of it in each language.
 * @param language one of `languagesIn`
 */
export function knowledgeIn(knowledge: Knowledge, language: string): Knowledge {
  return {
    ...knowledge,
    answers: new Map([...knowledge.answers].map(([id, answer]) => [id, answerIn(answer, language)])),
    smallTalk: new Map([...knowledge.smallTalk].map(([id, reply]) => [id, replyIn(reply, language)])),
  };
}

function answerIn(answer: Answer, language: string): Answer {
  const translation = translationFor(answer.translations, language, (each) => isWhole(answer, each));
  return translation === undefined ? answer : translated(answer, translation);
}

function replyIn(reply: SmallTalkReply, language: string): SmallTalkReply {
  const translation = translationFor(reply.translations, language, () => true);
  return translation === undefined ? reply : { ...reply, ...translation };
}

function translationFor<Translation>(
  translations: Readonly<Record<string, Translation>> = {},
  language: string,
  isUsable: (translation: Translation) => boolean,
): Translation | undefined {
  const usable = Object.keys(translations).filter((each) => isUsable(translations[each]!));
  const found = languageFor(usable, [language]);
  return found === undefined ? undefined : translations[found];
}

const isWhole = (answer: Answer, translation: AnswerTranslation): boolean =>
  untranslated(answer, translation).length === 0;

/** An answer with its English texts replaced by those of its translation. */
function translated(answer: Answer, translation: AnswerTranslation): Answer {
  const { variants: own, ...texts } = translation;
  const { variants } = answer;
  if (variants === undefined || own === undefined) return { ...answer, ...texts };
  const options = variants.options.map((option) => {
    const translatedOption = own.options[option.id];
    // A customer who reads the translation may still use the English names.
    const aliases = [...option.aliases, option.label];
    return translatedOption === undefined ? option : { ...option, aliases, ...translatedOption };
  });
  return { ...answer, ...texts, variants: { ...variants, question: own.question, options } };
}

/** The fields that an answer has and its translation lacks; none if the translation is complete. */
export function untranslated(
  answer: Pick<Answer, 'detail' | 'steps' | 'untilFixed' | 'variants'>,
  { variants, ...texts }: AnswerTranslation,
): string[] {
  const missing = (['detail', 'steps', 'untilFixed'] as const).filter(
    (field) => answer[field] !== undefined && texts[field] === undefined,
  );
  if (answer.variants === undefined) return missing;
  if (variants === undefined) return [...missing, 'variants'];
  const options = answer.variants.options.flatMap(({ id, short }) => {
    const own = variants.options[id];
    if (own === undefined) return [`variants.options.${id}`];
    return short !== undefined && own.short === undefined ? [`variants.options.${id}.short`] : [];
  });
  return [...missing, ...options];
}
