import { advisoriesOf } from './advisories.ts';
import { checkContent } from './checks.ts';
import type { Content } from './content.ts';
import { readContent } from './content.ts';
import { type Documents, loadDocuments } from './documents.ts';
import { hashOf } from './hash.ts';
import type { Knowledge } from './knowledge.ts';
import type { Problem } from './problems.ts';
import { KnowledgeError } from './problems.ts';
import { type ReadYaml, readYaml } from './read-yaml.ts';

/**
 * Reads, validates and cross-checks the content in `dir` (the folder with sources.yaml, answers/, phrases/ …).
 * @throws {KnowledgeError} with every problem found, if there are any
 */
export async function loadKnowledge(dir: string): Promise<Knowledge> {
  return knowledgeOf(await loadDocuments(dir));
}

/**
 * Validates and cross-checks documents.
 * @param read reads each document; one that remembers what it has read saves most of the time if called repeatedly
 * @throws {KnowledgeError} with every problem found, if there are any
 */
export function knowledgeOf(documents: Documents, read: ReadYaml = readYaml): Knowledge {
  const problems: Problem[] = [];
  const content = readContent(documents, problems, read);
  problems.push(...checkContent(content));
  if (problems.length > 0 || !isWhole(content)) throw new KnowledgeError(problems);
  return assemble(content);
}

/** Builds the knowledge from content without problems. */
function assemble(content: Content): Knowledge {
  const { sources, smallTalk, vocabulary } = content;
  const advisories = advisoriesOf(
    content.advisories.map(({ advisory }) => advisory),
    sources,
  );
  const oldestFirst = [...advisories.values()].toReversed();
  const parts = {
    sources: new Map(sources.map((source) => [source.id, source])),
    answers: new Map(content.answers.map(({ answer }) => [answer.id, answer])),
    advisories,
    models: new Set(oldestFirst.flatMap(({ models }) => [...models.keys()])),
    smallTalk: new Map(smallTalk.replies.map((reply) => [reply.id, reply])),
    scope: smallTalk.scope,
    firstQuestions: smallTalk.firstQuestions,
    vocabulary,
    cannedReplies: content.cannedReplies,
    languages: new Map(content.languages.map((language) => [language.code, language])),
    phrases: content.phrases.map(({ text, intent }) => ({ text, intent })),
    expected: content.expected,
  };
  return { ...parts, hash: hashOf(parts) };
}

/** Tells the compiler that every part exists if there are no problems. */
function isWhole(content: Partial<Content>): content is Content {
  const { sources, answers, advisories, smallTalk, vocabulary, phrases, cannedReplies, languages, expected } =
    content;
  const parts = [
    sources,
    answers,
    advisories,
    smallTalk,
    vocabulary,
    phrases,
    cannedReplies,
    languages,
    expected,
  ];
  return parts.every((part) => part !== undefined);
}
