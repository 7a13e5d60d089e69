import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { DraftAnswer, DraftPhrase } from '#store/review.ts';

/** Thrown where drafts cannot be written; the message says how to mend it. */
class DraftsError extends Error {
  override readonly name = 'DraftsError';
  readonly code = 'DRAFTS_NOT_WRITTEN';
}

/** The source of what nobody has written yet. */
const DRAFT_SOURCE = { id: 'draft', title: 'Draft, not published', publisher: 'Support', date: null };
const LONGEST_LABEL = 60;
const FILE = 'review.yaml';

/** An answer that says that it is none yet; what agents replied stands in its detail. */
const answerOf = ({ id, question, material }: DraftAnswer) => ({
  id,
  question,
  label: question.slice(0, LONGEST_LABEL).trim(),
  short: 'This answer is a draft: write it before you publish it.',
  ...(material.length === 0
    ? {}
    : { detail: material.map((reply) => `- ${reply.replaceAll('\n', ' ')}`).join('\n') }),
  about: {},
  source: DRAFT_SOURCE.id,
  followUps: [],
});

/** What is in the way of a new folder. */
async function isInUse(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0;
}

/**
 * Writes the knowledge with the drafts in it into a new folder: phrases into `phrases/review.yaml`, new answers into
 * `answers/review.yaml`. `npm run check-knowledge` accepts it.
 * @param knowledgeDir the knowledge of today, which stays as it is
 * @throws {DraftsError} where the folder is in use, or the knowledge has drafts of its own
 */
export async function writeDrafts(
  knowledgeDir: string,
  folder: string,
  { phrases, answers }: { phrases: readonly DraftPhrase[]; answers: readonly DraftAnswer[] },
): Promise<void> {
  if (await isInUse(folder)) throw new DraftsError(`${folder} is not empty. Name a new folder.`);
  const places = { phrases: join(folder, 'phrases', FILE), answers: join(folder, 'answers', FILE) };
  await mkdir(folder, { recursive: true });
  await cp(knowledgeDir, folder, { recursive: true });
  for (const place of Object.values(places))
    if ((await readFile(place).catch(() => undefined)) !== undefined)
      throw new DraftsError(`The knowledge already has a ${FILE}. Move its entries to other files first.`);
  if (phrases.length > 0) {
    const byIntent = Map.groupBy(phrases, ({ intent }) => intent);
    const texts = [...byIntent].map(([intent, own]): [string, string[]] => [
      intent,
      own.map(({ text }) => text),
    ]);
    await writeFile(places.phrases, `# Phrases from the review.\n${yaml(Object.fromEntries(texts))}`);
  }
  if (answers.length === 0) return;
  await writeFile(places.answers, `# Drafts from the review.\n${yaml({ answers: answers.map(answerOf) })}`);
  const sources = join(folder, 'sources.yaml');
  await writeFile(sources, `${(await readFile(sources, 'utf8')).trimEnd()}\n${yaml([DRAFT_SOURCE])}`);
}

const yaml = (value: unknown): string => stringify(value, { lineWidth: 110 });
