/** `npm run review`: lists clusters of questions that were not understood, and writes the drafts of the review. */
import { readConfig } from '#config.ts';
import { readEnvironment } from '#environment.ts';
import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { currentDocuments } from '#releases/current-documents.ts';
import { draftsMissingIn, withDrafts } from '#review/drafts/with-drafts.ts';
import { Review } from '#review/review.ts';
import type { ReviewCluster, ReviewItem } from '#review/wire.ts';
import type { Store } from '#store/store.ts';
import { readCommandLine, refuseCommandLine } from './command-line.ts';
import { printable } from './printable.ts';
import { runStoreCommand, withStore } from './with-store.ts';
import { writeDocuments } from './write-documents.ts';

const USAGE = `Usage: npm run review [-- --since 7d] [--write-drafts FOLDER]
Lists the questions that are worth a look, alike ones together: those of the last 30 days, or of as many as --since says.
--write-drafts writes the knowledge with all drafts in it into a new FOLDER, for a team to take over.`;

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

function printCluster({ name, questions, recent, before, nearest, examples }: ReviewCluster): void {
  const trend = recent > before ? ', more often lately' : recent < before ? ', less often lately' : '';
  console.log(`\n${name}: ${questions} questions${trend}`);
  if (nearest !== null) console.log(`  nearest answer: ${nearest.title}`);
  for (const example of examples) console.log(`  - ${textOf(example)}`);
}

/** The documents that customers are answered from. */
const documentsOf = ({ releases }: Store): Promise<Documents> =>
  currentDocuments(releases, readConfig(readEnvironment()).knowledgeDir);

async function list(store: Store, days: number): Promise<void> {
  const knowledge = knowledgeOf(await documentsOf(store));
  const review = new Review({ store, knowledge, clock: () => new Date() }, () => undefined);
  const { open, items, clusters, drafts } = await review.overview(days);
  console.log(
    `Wordings that are worth a look, of the last ${days} days: ${open}. Clusters: ${clusters.length}.`,
  );
  for (const cluster of clusters) printCluster(cluster);
  if (items.length > 0) console.log('\nThe most valuable wordings:');
  for (const item of items.slice(0, MAX_QUESTIONS)) console.log(`  ${item.count} x ${textOf(item)}`);
  console.log(`\nDrafts: ${drafts.phrases} phrases, ${drafts.answers} new answers.`);
}

async function write(store: Store, folder: string): Promise<void> {
  const [phrases, answers] = await Promise.all([store.review.phrases(), store.review.answers()]);
  const documents = await documentsOf(store);
  const drafts = draftsMissingIn(documents, { phrases, answers });
  if (!(await writeDocuments(folder, withDrafts(documents, drafts))))
    return refuseCommandLine(`${folder} is not empty; nothing was written.`, USAGE);
  console.log(
    `Wrote the knowledge with ${drafts.phrases.length} phrases and ${drafts.answers.length} new answers to ${folder}.`,
  );
  console.log(`Check it with: npm run check-knowledge -- ${folder}`);
}

const given = readCommandLine(USAGE, { since: { type: 'string' }, 'write-drafts': { type: 'string' } });
const days = daysIn(given?.values.since);

if (given !== undefined && days === undefined)
  refuseCommandLine(`--since: name 1 to ${MAX_DAYS} days, for example 7d`, USAGE);
else if (given !== undefined && days !== undefined)
  await runStoreCommand((place) =>
    withStore(place, async (store) => {
      const folder = given.values['write-drafts'];
      if (folder === undefined) await list(store, days);
      else await write(store, folder);
    }),
  );
