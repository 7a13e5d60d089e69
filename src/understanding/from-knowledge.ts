import { patchIntents } from '#knowledge/intents.ts';
import type { Knowledge, Phrase } from '#knowledge/knowledge.ts';
import { allTitles, moreTitle, translatedTitles } from '#knowledge/titles.ts';
import { createFindAdvisories } from './advisories.ts';
import type { Classifier } from './classifier/classification.ts';
import { cleanUtterance } from './clean.ts';
import { createFindEntities, type EntityNames, maskEntities } from './entities.ts';
import { createForeignLanguage, type ForeignLanguage } from './language.ts';
import { titleKey } from './reading/by-rule.ts';
import { createReadQuestion } from './reading/read-question.ts';
import type { Subject } from './subjects.ts';
import { createUnderstand, type Understand } from './understand.ts';

/** The names to recognise in what customers write. */
export const entityNamesOf = ({ models, advisories, vocabulary }: Knowledge): EntityNames => ({
  models: [...models],
  advisories: [...advisories.values()],
  ...vocabulary,
});

/** Builds the language guesser, which ignores our own names. */
export function foreignLanguageFor({ models, advisories, vocabulary }: Knowledge): ForeignLanguage {
  const families = [...models].flatMap((model) => /^[a-z]+/i.exec(model)?.[0] ?? []);
  const named = [...vocabulary.apps, ...advisories.values()].map(({ name }) => name);
  return createForeignLanguage([...named, ...new Set(families)]);
}

/** Masks a training phrase exactly as an utterance is masked before it is classified. */
export function phraseMask(knowledge: Knowledge): (phrase: string) => string {
  const findEntities = createFindEntities(entityNamesOf(knowledge));
  return (phrase) => {
    const text = cleanUtterance(phrase);
    return maskEntities(text, findEntities(text));
  };
}

/**
 * The phrases that the classifier learns. A question about one advisory's table can be asked about all of them, so
 * such phrases are repeated with the name of each other advisory.
 * @param phrases those of the knowledge by default
 */
export function trainingPhrases(knowledge: Knowledge, phrases = knowledge.phrases): Phrase[] {
  const mask = phraseMask(knowledge);
  const findAdvisories = createFindAdvisories([...knowledge.advisories.values()]);
  const others = phrases
    .filter(({ intent }) => patchIntents.some((id) => id === intent))
    .flatMap(({ text, intent }) => {
      const [named, ...more] = findAdvisories(text).mentions;
      if (named === undefined || more.length > 0) return [];
      return [...knowledge.advisories.values()]
        .filter(({ id }) => id !== named.advisory)
        .map(({ name }) => ({
          text: `${text.slice(0, named.start)}${name}${text.slice(named.end)}`,
          intent,
        }));
    });
  return [...phrases, ...others].map(({ text, intent }) => ({ text: mask(text), intent }));
}

/** Words that are never a misspelling of others: names of the vocabulary. */
export function trainingVocabulary({ vocabulary }: Knowledge): string[] {
  const names = [...vocabulary.apps, ...vocabulary.otherDevices].flatMap(({ name, aliases }) => [
    name,
    ...aliases,
  ]);
  return names.flatMap((name) => name.toLowerCase().match(/[a-z0-9]+/g) ?? []);
}

function subjectsOf(knowledge: Knowledge, things: RegExp): Map<string, Subject> {
  const subjects = new Map<string, Subject>(
    [...knowledge.answers.values()].map(
      ({ id, about: { advisory, ...about }, question, howToChange, followUps }) => [
        id,
        {
          ...about,
          howToChange,
          followUps,
          advisories: advisory === undefined ? [] : [advisory],
          thing: question.match(things)?.at(-1),
        },
      ],
    ),
  );
  // The tables cover EnGenius's own products.
  const advisories = [...knowledge.advisories.keys()];
  for (const intent of patchIntents)
    subjects.set(intent, { advisories, maker: 'EnGenius', isOfModel: intent === 'patch.status' });
  return subjects;
}

const askedByNumber = /\bhow many (?:\w+ )*?(\w+?)s? (?:can|do|does|are|may)\b/i;

/** What the answers count ("How many cameras can I …?"), in the singular or the plural. */
function thingsOf({ answers }: Knowledge): RegExp {
  const things = [...answers.values()].flatMap(({ question }) => askedByNumber.exec(question)?.[1] ?? []);
  return new RegExp(String.raw`\b(?:${[...new Set(things)].join('|')})s?\b`, 'gi');
}

/** Texts that ask for an intent outright, in any language. If two are the same, the English one counts. */
function titlesOf(knowledge: Knowledge): Phrase[] {
  const translated = translatedTitles(knowledge);
  const more = [...translated, ...knowledge.answers.values()].map((title) => ({
    text: moreTitle(title),
    intent: 'more',
  }));
  const others = translated.flatMap(({ intent, question, label }) =>
    [question, label].map((text) => ({ text, intent })),
  );
  return [...others, ...more, ...allTitles(knowledge)];
}

/** For each advisory, the intents that are only about others. */
function ofOtherAdvisories(
  { advisories }: Knowledge,
  subjects: ReadonlyMap<string, Subject>,
): Map<string, ReadonlySet<string>> {
  const intents = [...subjects].filter(([, subject]) => (subject.advisories ?? []).length > 0);
  const others = (advisory: string): string[] =>
    intents.flatMap(([intent, subject]) => (subject.advisories?.includes(advisory) === true ? [] : [intent]));
  return new Map([...advisories.keys()].map((id) => [id, new Set(others(id))]));
}

/** Builds the reader of messages for the knowledge around a trained classifier. */
export function understandingFor(knowledge: Knowledge, classifier: Classifier): Understand {
  const modelIntents = new Set(['patch.status']);
  const generalIntents = new Set(['patch.list']);
  const appIntents = new Map<string, string[]>();
  for (const { id, about, worksWith, withModel } of knowledge.answers.values()) {
    if (worksWith !== undefined || about.model !== undefined) modelIntents.add(id);
    if (withModel !== undefined) generalIntents.add(id);
    if (about.app !== undefined) appIntents.set(about.app, [...(appIntents.get(about.app) ?? []), id]);
  }
  const names = entityNamesOf(knowledge);
  const things = thingsOf(knowledge);
  const subjects = subjectsOf(knowledge, things);
  const findEntities = createFindEntities(names);
  const readQuestion = createReadQuestion({
    classifier,
    findEntities,
    models: names.models,
    subjects,
    ofOtherAdvisories: ofOtherAdvisories(knowledge, subjects),
    titles: new Map(titlesOf(knowledge).map(({ text, intent }) => [titleKey(text), intent])),
    modelIntents,
    joiningWords: new Set([...knowledge.languages.values()].flatMap(({ joins = [] }) => joins)),
    generalIntents,
    appIntents,
    things,
  });
  return createUnderstand(readQuestion, findEntities, (intent) => subjects.get(intent));
}
