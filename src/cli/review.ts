/** `npm run review`: lists clusters of questions that were not understood, and writes the drafts of the review. */
import { readConfig } from '#config.ts';
import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { currentDocuments } from '#releases/current-documents.ts';
import { draftsMissingIn, withDrafts } from '#review/drafts/with-drafts.ts';
import { Review } from '#review/review.ts';
import type { ReviewCluster, ReviewItem } from '#review/wire.ts';
import type { Store } from '#store/store.ts';
import { readCommandLine, refuseCommandLine } from './command-line.ts';
import { printable } from './printable.ts';
import { type Terminal, thisProcess } from './terminal.ts';
import { runStoreCommand, withStore } from './with-store.ts';
import { writeDocuments } from './write-documents.ts';

const USAGE = `Usage: npm run review [-- --since 7d] [--write-drafts FOLDER]
Lists the questions that are worth a look, alike ones together: those of the last 30 days, or of as many as --since says.
--write-drafts writes the knowledge with all drafts in it into a new FOLDER, for a team to take over.`;

const OPTIONS = { since: { type: 'string' }, 'write-drafts': { type: 'string' } } as const;
const DEFAULT_DAYS = 30;
const MAX_DAYS = 365;
const MAX_QUESTIONS = 20;

/** Parses "7d" or "7". @returns undefined for anything else */
function daysIn(given: string | undefined): number | undefined {
  if (given === undefined) return DEFAULT_DAYS;
  const days = Number(/^(\d{1,3})d?$/.exec(given)?.[1]);
  return days >= 1 && days <= MAX_DAYS ? days : undefined;
}

const textOf = ({ parts }: Pick<ReviewItem, 'parts'>): string =>
  printable(parts.map(({ text }) => text).join(''));

function printCluster(
  { name, questions, recent, before, nearest, examples }: ReviewCluster,
  terminal: Terminal,
): void {
  const trend = recent > before ? ', more often lately' : recent < before ? ', less often lately' : '';
  terminal.print(`\n${name}: ${questions} questions${trend}`);
  if (nearest !== null) terminal.print(`  nearest answer: ${nearest.title}`);
  for (const example of examples) terminal.print(`  - ${textOf(example)}`);
}

/** The documents that customers are answered from. */
const documentsOf = ({ releases }: Store, terminal: Terminal): Promise<Documents> =>
  currentDocuments(releases, readConfig(terminal.environment()).knowledgeDir);

async function list(store: Store, days: number, terminal: Terminal): Promise<void> {
  const knowledge = knowledgeOf(await documentsOf(store, terminal));
  const review = new Review({ store, knowledge, clock: () => new Date() }, () => undefined);
  const { open, items, clusters, drafts } = await review.overview(days);
  terminal.print(
    `Wordings that are worth a look, of the last ${days} days: ${open}. Clusters: ${clusters.length}.`,
  );
  for (const cluster of clusters) printCluster(cluster, terminal);
  if (items.length > 0) terminal.print('\nThe most valuable wordings:');
  for (const item of items.slice(0, MAX_QUESTIONS)) terminal.print(`  ${item.count} x ${textOf(item)}`);
  terminal.print(`\nDrafts: ${drafts.phrases} phrases, ${drafts.answers} new answers.`);
}

async function write(store: Store, folder: string, terminal: Terminal): Promise<void> {
  const [phrases, answers] = await Promise.all([store.review.phrases(), store.review.answers()]);
  const documents = await documentsOf(store, terminal);
  const drafts = draftsMissingIn(documents, { phrases, answers });
  if (!(await writeDocuments(folder, withDrafts(documents, drafts))))
    return refuseCommandLine(`${folder} is not empty; nothing was written.`, USAGE, terminal);
  terminal.print(
    `Wrote the knowledge with ${drafts.phrases.length} phrases and ${drafts.answers.length} new answers to ${folder}.`,
  );
  terminal.print(`Check it with: npm run check-knowledge -- ${folder}`);
}

/** Lists what is worth a review, or writes the drafts. */
export async function runReview(terminal: Terminal): Promise<void> {
  const given = readCommandLine(USAGE, OPTIONS, 'none', terminal);
  if (given === undefined) return;
  const days = daysIn(given.values.since);
  if (days === undefined)
    return refuseCommandLine(`--since: name 1 to ${MAX_DAYS} days, for example 7d`, USAGE, terminal);
  await runStoreCommand(
    (place) =>
      withStore(place, async (store) => {
        const folder = given.values['write-drafts'];
        if (folder === undefined) await list(store, days, terminal);
        else await write(store, folder, terminal);
      }),
    terminal,
  );
}

if (import.meta.main) await runReview(thisProcess);
