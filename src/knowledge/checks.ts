import { checkAdvisories } from './check-advisories.ts';
import { answerIds, checkExpected, checkLearnt } from './check-expected.ts';
import { checkTranslations } from './check-translations.ts';
import type { Content } from './content.ts';
import { files } from './content.ts';
import { dialogIntents, patchIntents, smallTalkIntents } from './intents.ts';
import { modelsOf } from './patch-table.ts';
import { checkPhrases, comparable } from './phrases.ts';
import type { Problem } from './problems.ts';
import { repeated } from './repeated.ts';
import type { Answer } from './schema.ts';

/**
 * Compares the parts of the content with each other. Skips parts that could not be read and the checks that need them,
 * so that one broken file does not cause a hundred follow-on errors.
 */
export function checkContent(content: Partial<Content>): Problem[] {
  return [
    ...checkSources(content),
    ...checkAnswers(content),
    ...checkTranslations(content),
    ...checkAdvisories(content),
    ...checkSmallTalk(content),
    ...checkVocabulary(content),
    ...checkAllPhrases(content),
    ...checkAllExpected(content),
  ];
}

function checkSources({ sources = [] }: Partial<Content>): Problem[] {
  return repeated(sources.map(({ id }) => ({ file: files.sources, entry: id, field: 'id', value: id })));
}

/** The models of all tables, in their first spelling. */
function modelsListed(advisories: Content['advisories']): ReadonlySet<string> {
  const spellings = new Map<string, string>();
  for (const { advisory } of advisories) modelsOf(advisory.patch.rows, spellings);
  return new Set(spellings.values());
}

function checkAnswers({ answers, sources, advisories, vocabulary }: Partial<Content>): Problem[] {
  if (answers === undefined) return [];
  const problems: Problem[] = [];
  const targets = new Set<string>([...patchIntents, ...answers.map(({ answer }) => answer.id)]);
  const models = advisories && modelsListed(advisories);
  for (const { file, answer } of answers) {
    const report = (field: string, message: string) =>
      problems.push({ file, entry: answer.id, field, message });
    for (const [index, followUp] of answer.followUps.entries()) {
      const field = `followUps.${index + 1}`;
      if (!targets.has(followUp)) report(field, `No answer has the id "${followUp}"; correct or remove it.`);
      if (followUp === answer.id) report(field, 'An answer cannot follow itself; name another.');
    }
    const { howToChange } = answer;
    if (howToChange !== undefined && !answers.some((other) => other.answer.id === howToChange))
      report('howToChange', `No answer has the id "${howToChange}"; correct or remove it.`);
    if (sources && !sources.some(({ id }) => id === answer.source))
      report('source', `"${answer.source}" is not in ${files.sources}; correct it or add the source.`);
    problems.push(...checkOptions(file, answer));
    const { app, model, advisory } = answer.about;
    if (advisory !== undefined && advisories && !advisories.some((each) => each.advisory.id === advisory))
      report(
        'about.advisory',
        `"${advisory}" is not an advisory of ${files.advisories}/; correct it or add the advisory.`,
      );
    if (app !== undefined && vocabulary && !vocabulary.apps.some(({ name }) => name === app))
      report('about.app', `"${app}" is not an app in ${files.vocabulary}; correct it or add the app.`);
    if (model !== undefined && models && !models.has(model))
      report(
        'about.model',
        `"${model}" is not in any table of ${files.advisories}/; use its published spelling.`,
      );
    for (const [index, name] of (answer.worksWith ?? []).entries()) {
      const isKnown =
        models?.has(name) === true || vocabulary?.otherDevices.some((device) => device.name === name);
      if (models && vocabulary && isKnown !== true)
        report(
          `worksWith.${index + 1}`,
          `"${name}" is neither in ${files.advisories}/ nor in ${files.vocabulary}; correct it.`,
        );
    }
  }
  const at = answers.map(({ file, answer }) => ({ file, entry: answer.id, answer }));
  const titles = (advisories ?? []).flatMap(({ file, advisory }) =>
    Object.entries(advisory.patch.titles).map(([entry, title]) => ({ file, entry, title })),
  );
  const titled = [...at.map(({ answer, ...place }) => ({ ...place, title: answer })), ...titles];
  return [
    ...problems,
    ...repeated(at.map(({ answer, ...place }) => ({ ...place, field: 'id', value: answer.id }))),
    ...repeated(titled.map(({ title, ...place }) => ({ ...place, field: 'label', value: title.label }))),
    ...repeated(
      titled.map(({ title, ...place }) => ({ ...place, field: 'question', value: title.question })),
    ),
    ...at.flatMap(({ answer, ...place }) =>
      repeated(
        (answer.variants?.options ?? []).map(({ id }) => ({
          ...place,
          field: 'variants.options.id',
          value: id,
        })),
      ),
    ),
  ];
}

/** A reply must name one option, and an option that covers others must name existing ones. */
function checkOptions(file: string, { id: entry, variants }: Answer): Problem[] {
  const { options = [] } = variants ?? {};
  const owners = new Map<string, string>();
  return options.flatMap(({ id, label, aliases, covers = [] }) => {
    const place = { file, entry, field: `variants.options.${id}` };
    const missing = covers.find((covered) => !options.some((option) => option.id === covered));
    const taken = [label, ...aliases].find((name) => (owners.get(comparable(name)) ?? id) !== id);
    for (const name of [label, ...aliases]) owners.set(comparable(name), id);
    return [
      ...(missing === undefined
        ? []
        : [{ ...place, message: `It covers "${missing}", but no option has that id; correct it.` }]),
      ...(taken === undefined
        ? []
        : [{ ...place, message: `"${taken}" is already used by another option; change or remove one.` }]),
    ];
  });
}

function checkSmallTalk({ smallTalk, answers }: Partial<Content>): Problem[] {
  if (smallTalk === undefined) return [];
  const file = files.smallTalk;
  const ids = smallTalk.replies.map(({ id }) => id);
  const topics = answers && new Set<string>([...answers.map(({ answer }) => answer.id), ...patchIntents]);
  const unknownTopics = smallTalk.firstQuestions.filter((topic) => topics?.has(topic) === false);
  const wanted: readonly string[] = smallTalkIntents;
  const missing = wanted.filter((id) => !ids.includes(id));
  const unknown = ids.filter((id) => !wanted.includes(id));
  return [
    ...repeated(ids.map((id) => ({ file, entry: id, field: 'id', value: id }))),
    ...missing.map((entry) => ({ file, entry, field: '', message: 'This reply is missing; write it.' })),
    ...unknown.map((entry) => ({
      file,
      entry,
      field: 'id',
      message: `The only replies to small talk are ${wanted.join(', ')}; correct the id or remove the reply.`,
    })),
    ...unknownTopics.map((topic) => ({
      file,
      entry: 'firstQuestions',
      field: topic,
      message: 'No answer has this id; correct it or remove it.',
    })),
  ];
}

function checkVocabulary({ vocabulary }: Partial<Content>): Problem[] {
  if (vocabulary === undefined) return [];
  const file = files.vocabulary;
  const named = [
    ...[...vocabulary.apps, ...vocabulary.otherDevices].flatMap(({ name, aliases }) =>
      [name, ...aliases].map((value) => ({ file, entry: name, field: 'name or alias', value })),
    ),
    ...vocabulary.otherMakers.map((value) => ({ file, entry: 'otherMakers', field: '', value })),
    ...vocabulary.otherVulnerabilities.map((value) => ({
      file,
      entry: 'otherVulnerabilities',
      field: '',
      value,
    })),
  ];
  return repeated(named);
}

function checkAllPhrases({ phrases, answers, advisories, smallTalk }: Partial<Content>): Problem[] {
  if (phrases === undefined || answers === undefined || advisories === undefined || smallTalk === undefined)
    return [];
  const owners = [
    ...answers.map(({ file, answer }) => ({ file, intent: answer.id, question: answer.question })),
    ...advisories.flatMap(({ file, advisory }) =>
      Object.entries(advisory.patch.titles).map(([intent, { question }]) => ({ file, intent, question })),
    ),
  ];
  const others = [...smallTalk.replies.map(({ id }) => id), ...dialogIntents];
  const known = new Set([...owners.map(({ intent }) => intent), ...others]);
  const spoken = new Set(phrases.map(({ intent }) => intent));
  const silent = [
    ...answers.map(({ file, answer }) => ({ file, intent: answer.id })),
    ...patchIntents.map((intent) => ({ file: `${files.phrases}/`, intent })),
    ...others.map((intent) => ({ file: `${files.phrases}/`, intent })),
  ].filter(({ intent }) => !spoken.has(intent));
  const titles = new Map(
    owners.map(({ file, intent, question }) => [comparable(question), { file, intent }]),
  );
  return [
    ...silent.map(({ file, intent }) => ({
      file,
      entry: intent,
      field: '',
      message: `There are no phrases for this in ${files.phrases}/; add some that customers write.`,
    })),
    ...checkPhrases(phrases, titles, known),
  ];
}

function checkAllExpected({
  expected,
  answers,
  smallTalk,
  advisories,
  phrases,
}: Partial<Content>): Problem[] {
  if (expected === undefined) return [];
  const known = {
    answers: answers && smallTalk && answerIds({ answers, smallTalk }),
    models: advisories && modelsListed(advisories),
  };
  return [...checkExpected(expected, known), ...checkLearnt(expected, phrases ?? [])];
}
