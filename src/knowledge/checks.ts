import type { Content } from './content.ts';
import { files } from './content.ts';
import { dialogIntents, patchIntents, smallTalkIntents } from './intents.ts';
import { modelsOf } from './patch-table.ts';
import { checkPhrases, comparable } from './phrases.ts';
import type { Problem } from './problems.ts';
import type { Answer } from './schema.ts';

/**
 * Compares the parts of the content with each other. Parts that could not be read are left out, and so are the
 * checks that need them, so that one broken file does not bring up a hundred follow-on errors.
 */
export function checkContent(content: Partial<Content>): Problem[] {
  return [
    ...checkSources(content),
    ...checkAnswers(content),
    ...checkPatchTable(content),
    ...checkSmallTalk(content),
    ...checkVocabulary(content),
    ...checkAllPhrases(content),
  ];
}

function checkSources({ sources = [] }: Partial<Content>): Problem[] {
  return repeated(sources.map(({ id }) => ({ file: files.sources, entry: id, field: 'id', value: id })));
}

function checkAnswers({ answers, sources, patch, vocabulary }: Partial<Content>): Problem[] {
  if (answers === undefined) return [];
  const problems: Problem[] = [];
  const targets = new Set<string>([...patchIntents, ...answers.map(({ answer }) => answer.id)]);
  const models = patch && modelsOf(patch.rows);
  for (const { file, answer } of answers) {
    const report = (field: string, message: string) =>
      problems.push({ file, entry: answer.id, field, message });
    for (const [index, followUp] of answer.followUps.entries()) {
      const field = `followUps.${index + 1}`;
      if (!targets.has(followUp)) report(field, `No answer has the id "${followUp}"; correct or remove it.`);
      if (followUp === answer.id) report(field, 'An answer cannot follow itself; name another.');
    }
    if (sources && !sources.some(({ id }) => id === answer.source))
      report('source', `"${answer.source}" is not in ${files.sources}; correct it or add the source.`);
    problems.push(...checkOptions(file, answer));
    const { app, model } = answer.about;
    if (app !== undefined && vocabulary && !vocabulary.apps.some(({ name }) => name === app))
      report('about.app', `"${app}" is not an app in ${files.vocabulary}; correct it or add the app.`);
    if (model !== undefined && models && !models.has(model))
      report('about.model', `"${model}" is not a model of ${files.patch}; use its published spelling.`);
    for (const [index, name] of (answer.worksWith ?? []).entries()) {
      const isKnown =
        models?.has(name) === true || vocabulary?.otherDevices.some((device) => device.name === name);
      if (models && vocabulary && isKnown !== true)
        report(
          `worksWith.${index + 1}`,
          `"${name}" is neither in ${files.patch} nor in ${files.vocabulary}; correct it.`,
        );
    }
  }
  const at = answers.map(({ file, answer }) => ({ file, entry: answer.id, answer }));
  const titles = Object.entries(patch?.titles ?? {}).map(([entry, title]) => ({
    file: files.patch,
    entry,
    title,
  }));
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

/** A reply must name one option, and what covers others must name options that are there. */
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
        : [{ ...place, message: `It covers "${missing}", and no option has that id; correct it.` }]),
      ...(taken === undefined
        ? []
        : [{ ...place, message: `"${taken}" is already used by another option; change or remove one.` }]),
    ];
  });
}

function checkPatchTable({ patch, sources }: Partial<Content>): Problem[] {
  if (patch === undefined) return [];
  const problems = repeated(
    patch.statuses.map(({ name }) => ({ file: files.patch, entry: 'statuses', field: 'name', value: name })),
  );
  if (sources && !sources.some(({ id }) => id === patch.source)) {
    const message = `"${patch.source}" is not in ${files.sources}; correct it or add the source.`;
    problems.push({ file: files.patch, entry: '', field: 'source', message });
  }
  return problems;
}

function checkSmallTalk({ smallTalk, answers = [] }: Partial<Content>): Problem[] {
  if (smallTalk === undefined) return [];
  const file = files.smallTalk;
  const ids = smallTalk.replies.map(({ id }) => id);
  const topics = new Set<string>([...answers.map(({ answer }) => answer.id), ...patchIntents]);
  const unknownTopics = smallTalk.topics.filter((topic) => !topics.has(topic));
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
      message: `Small talk knows ${wanted.join(', ')} only; correct the id or remove the reply.`,
    })),
    ...unknownTopics.map((topic) => ({
      file,
      entry: 'topics',
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

function checkAllPhrases({ phrases, answers, patch, smallTalk }: Partial<Content>): Problem[] {
  if (phrases === undefined || answers === undefined || patch === undefined || smallTalk === undefined)
    return [];
  const owners = [
    ...answers.map(({ file, answer }) => ({ file, intent: answer.id, question: answer.question })),
    ...Object.entries(patch.titles).map(([intent, { question }]) => ({
      file: files.patch,
      intent,
      question,
    })),
  ];
  const others = [...smallTalk.replies.map(({ id }) => id), ...dialogIntents];
  const known = new Set([...owners.map(({ intent }) => intent), ...others]);
  const spoken = new Set(phrases.map(({ intent }) => intent));
  const silent = [
    ...owners.map(({ file, intent }) => ({ file, intent })),
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
      message: `Nothing in ${files.phrases}/ leads here; add phrases that customers write for it.`,
    })),
    ...checkPhrases(phrases, titles, known),
  ];
}

/** A problem for each value that stands there a second time, compared by its words. */
function repeated(values: { file: string; entry: string; field: string; value: string }[]): Problem[] {
  const first = new Map<string, { file: string; entry: string }>();
  return values.flatMap(({ value, ...place }) => {
    const earlier = first.get(comparable(value));
    if (earlier === undefined) {
      first.set(comparable(value), place);
      return [];
    }
    const where = earlier.entry === place.entry ? earlier.file : `${earlier.entry} in ${earlier.file}`;
    return [{ ...place, message: `"${value}" is already used by ${where}; change or remove one.` }];
  });
}
