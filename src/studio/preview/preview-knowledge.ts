import { advisoriesOf } from '#knowledge/advisories.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Entry } from '../entries/entry.ts';
import { readAdvisory, readAnswer, readIds, readReply, readSource } from './lenient.ts';

/**
 * The part of the knowledge that the replies of a preview need.
 * @param entries the draft, with the entry as it is on the screen
 * @param wanted the answers to include, because reading thousands takes a while
 * @param language the translation to use, as far as there is one; undefined: English
 */
export function previewKnowledge(
  entries: readonly Entry[],
  wanted: ReadonlySet<string>,
  language?: string,
): Knowledge {
  const of = (kind: Entry['kind']): Entry[] => entries.filter((entry) => entry.kind === kind);
  const sources = of('source').flatMap(({ content }) => readSource(content) ?? []);
  const advisories = of('advisory').flatMap(({ content }) => readAdvisory(content) ?? []);
  const answers = of('answer')
    .filter(({ id }) => wanted.has(id))
    .flatMap(({ content }) => readAnswer(content, language) ?? []);
  return {
    sources: new Map(sources.map((source) => [source.id, source])),
    answers: new Map(answers.map((answer) => [answer.id, answer])),
    advisories: advisoriesOf(advisories, sources),
    models: new Set(),
    smallTalk: new Map(
      of('small-talk').map(({ id, content }) => [id, { id, text: readReply(content, language).text }]),
    ),
    scope: '',
    firstQuestions: firstQuestionsIn(entries),
    vocabulary: { apps: [], otherDevices: [], otherMakers: [], otherVulnerabilities: [] },
    phrases: [],
    cannedReplies: [],
    languages: new Map(),
    expected: { questions: [], conversations: [] },
    hash: '',
  };
}

/** The ids of the questions that a newcomer is offered. */
export const firstQuestionsIn = (entries: readonly Entry[]): string[] =>
  readIds(entries.find(({ kind, id }) => kind === 'opening' && id === 'firstQuestions')?.content);
