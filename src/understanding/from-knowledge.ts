import type { Knowledge, Phrase } from '#knowledge/knowledge.ts';
import { allTitles, moreTitle } from '#knowledge/titles.ts';
import type { Classifier } from './classifier/classification.ts';
import { cleanUtterance } from './clean.ts';
import { createFindEntities, type EntityNames, maskEntities } from './entities.ts';
import { titleKey } from './reading/by-rule.ts';
import { createReadQuestion } from './reading/read-question.ts';
import type { Subject } from './subjects.ts';
import { createUnderstand, type Understand } from './understand.ts';

const namesOf = ({ models, vocabulary }: Knowledge): EntityNames => ({
  models: [...models.keys()],
  ...vocabulary,
});

/** How a training phrase is masked: exactly as an utterance is before it is classified. */
export function phraseMask(knowledge: Knowledge): (phrase: string) => string {
  const findEntities = createFindEntities(namesOf(knowledge));
  return (phrase) => {
    const text = cleanUtterance(phrase);
    return maskEntities(text, findEntities(text));
  };
}

/** Words that are never a misspelling of others: names of the vocabulary, and the modes of the advisory. */
export function trainingVocabulary({ vocabulary }: Knowledge): string[] {
  const names = [...vocabulary.apps, ...vocabulary.otherDevices].flatMap(({ name, aliases }) => [
    name,
    ...aliases,
  ]);
  return names.flatMap((name) => name.toLowerCase().match(/[a-z0-9]+/g) ?? []);
}

function subjectsOf(knowledge: Knowledge, things: RegExp): Map<string, Subject> {
  const subjects = new Map<string, Subject>(
    [...knowledge.answers.values()].map(({ id, about, question }) => [
      id,
      { ...about, thing: question.match(things)?.at(-1) },
    ]),
  );
  // The table is EnGenius's own, and of KRACK alone.
  for (const intent of ['patch.status', 'patch.list'])
    subjects.set(intent, { advisory: 'krack', maker: 'EnGenius', isOfModel: intent === 'patch.status' });
  return subjects;
}

const askedByNumber = /\bhow many (?:\w+ )*?(\w+?)s? (?:can|do|does|are|may)\b/i;

/** What the answers tell the number of ("How many cameras can I …?"), one or several of it. */
function thingsOf({ answers }: Knowledge): RegExp {
  const things = [...answers.values()].flatMap(({ question }) => askedByNumber.exec(question)?.[1] ?? []);
  return new RegExp(String.raw`\b(?:${[...new Set(things)].join('|')})s?\b`, 'gi');
}

const moreTitles = ({ answers }: Knowledge): Phrase[] =>
  [...answers.values()].map((answer) => ({ text: moreTitle(answer), intent: 'more' }));

/** Puts the reader of messages together for what the bot knows, over a trained classifier. */
export function understandingFor(knowledge: Knowledge, classifier: Classifier): Understand {
  const modelIntents = new Set(['patch.status']);
  const appIntents = new Map<string, string[]>();
  for (const { id, about, worksWith } of knowledge.answers.values()) {
    if (worksWith !== undefined || about.model !== undefined) modelIntents.add(id);
    if (about.app !== undefined) appIntents.set(about.app, [...(appIntents.get(about.app) ?? []), id]);
  }
  const names = namesOf(knowledge);
  const things = thingsOf(knowledge);
  const findEntities = createFindEntities(names);
  const readQuestion = createReadQuestion({
    classifier,
    findEntities,
    models: names.models,
    subjects: subjectsOf(knowledge, things),
    titles: new Map(
      [...moreTitles(knowledge), ...allTitles(knowledge)].map(({ text, intent }) => [titleKey(text), intent]),
    ),
    modelIntents,
    appIntents,
    things,
  });
  return createUnderstand(readQuestion, findEntities);
}
