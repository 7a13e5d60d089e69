import { stringify } from 'yaml';
import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { comparable } from '#knowledge/phrases.ts';
import type { DraftAnswer, DraftPhrase } from '#store/review.ts';

export interface Drafts {
  phrases: readonly DraftPhrase[];
  answers: readonly DraftAnswer[];
}

/** The source of an answer that nobody has written yet. */
const DRAFT_SOURCE = { id: 'draft', title: 'Draft, not published', publisher: 'Support', date: null };
const SOURCES = 'sources.yaml';
const LONGEST_LABEL = 60;

/** A placeholder answer that says so itself; its detail holds what agents replied. */
const answerOf = ({ id, question, material }: DraftAnswer) => ({
  id,
  question,
  label: question.slice(0, LONGEST_LABEL).trim(),
  short: 'This answer is a draft: write it before you publish it.',
  ...(material.length === 0
    ? {}
    : { detail: material.map((reply) => `- ${reply.replaceAll(/\s+/g, ' ')}`).join('\n') }),
  about: {},
  source: DRAFT_SOURCE.id,
  followUps: [],
});

/** The drafts that are not in the knowledge yet; some may have been taken over before. */
export function draftsMissingIn(documents: Documents, { phrases, answers }: Drafts): Drafts {
  const knowledge = knowledgeOf(documents);
  const known = new Set(knowledge.phrases.map(({ text }) => comparable(text)));
  return {
    phrases: phrases.filter(({ text }) => {
      const key = comparable(text);
      return !known.has(key) && known.add(key);
    }),
    answers: answers.filter(({ id }) => !knowledge.answers.has(id)),
  };
}

/**
 * Adds drafts to the documents of the knowledge: phrases in `phrases/review.yaml` and new answers in
 * `answers/review.yaml`, or with a number after `review` if the name is taken.
 * @param drafts see `draftsMissingIn`
 */
export function withDrafts(documents: Documents, { phrases, answers }: Drafts): Documents {
  const added = new Map(documents);
  if (phrases.length > 0) {
    const byIntent = Map.groupBy(phrases, ({ intent }) => intent);
    const texts = [...byIntent].map(([intent, own]) => [intent, own.map(({ text }) => text)] as const);
    added.set(freeName(documents, 'phrases'), yaml('Phrases from the review.', Object.fromEntries(texts)));
  }
  if (answers.length > 0) {
    added.set(
      freeName(documents, 'answers'),
      yaml('Drafts from the review.', { answers: answers.map(answerOf) }),
    );
    added.set(SOURCES, withDraftSource(documents.get(SOURCES) ?? ''));
  }
  return added;
}

function freeName(documents: Documents, folder: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${folder}/review${number === 1 ? '' : `-${number}`}.yaml`;
    if (!documents.has(name)) return name;
  }
}

const withDraftSource = (sources: string): string =>
  new RegExp(`^- id: ${DRAFT_SOURCE.id}$`, 'm').test(sources)
    ? sources
    : `${sources.trimEnd()}\n\n${yaml('What nobody has written yet.', [DRAFT_SOURCE])}`;

const yaml = (comment: string, value: unknown): string =>
  `# ${comment}\n${stringify(value, { lineWidth: 110 })}`;
