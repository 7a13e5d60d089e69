/** `npm run knowledge`: manages releases of the knowledge, for teams that edit the folder. */
import { userInfo } from 'node:os';
import { readConfig } from '#config.ts';
import type { Documents } from '#knowledge/documents.ts';
import { loadDocuments } from '#knowledge/documents.ts';
import { countExpected } from '#expected/run-expected.ts';
import { failingOf } from '#expected/verdict.ts';
import { createLog } from '#log.ts';
import { compareReleases, type Difference } from '#releases/compare.ts';
import { expectedVerdictOn } from '#releases/expected-verdict.ts';
import { importRelease, publishRelease, type Reason, trainHere } from '#releases/publish.ts';
import { readerOf } from '#releases/reader-of.ts';
import type { Store } from '#store/store.ts';
import { changesBetween } from '#studio/publishing/changes-between.ts';
import { type CommandLine, readCommandLine, refuseCommandLine } from './command-line.ts';
import { counted, printedFailure } from './print-expected.ts';
import { printable } from './printable.ts';
import { type Terminal, thisProcess } from './terminal.ts';
import { runStoreCommand, type StoreLocation, withStore } from './with-store.ts';
import { writeDocuments } from './write-documents.ts';

const USAGE = `Usage:
  npm run knowledge -- test [FOLDER]            asks the bot what it is expected to answer
  npm run knowledge -- import [FOLDER]          adds the folder as a release; it answers nobody yet
  npm run knowledge -- publish [N]              publishes release N; without N, the folder
  npm run knowledge -- rollback N               publishes release N again, which was published before
  npm run knowledge -- releases                 lists the releases, the newest first
  npm run knowledge -- diff N M                 lists what differs from release N in release M
  npm run knowledge -- export N FOLDER          writes release N into a new folder
FOLDER defaults to KNOWLEDGE_DIR.
  --note "…"     why, for "import", "publish" and "rollback"
  --despite "…"  the reason for publishing although it breaks expected answers
  --by NAME      who, instead of the name of the system's user`;

const OPTIONS = { note: { type: 'string' }, by: { type: 'string' }, despite: { type: 'string' } } as const;

/** A mistake on the command line; it is shown together with the usage. */
class UsageError extends Error {}

interface Command {
  terminal: Terminal;
  store: Store;
  place: StoreLocation;
  words: readonly string[];
  reason: Reason;
  /** The number of the newest publication when the command began: training takes minutes. */
  last: number;
  /** Why it is published even if expected answers fail. */
  despite: string | undefined;
}

const clock = (): Date => new Date();

function numberFrom(word: string | undefined): number {
  if (word === undefined || !/^[1-9]\d{0,8}$/.test(word))
    throw new UsageError(`"${word ?? ''}" is not the number of a release.`);
  return Number(word);
}

const folderFrom = (word: string | undefined, terminal: Terminal): string =>
  word ?? readConfig(terminal.environment()).knowledgeDir;

async function documentsOf({ releases }: Store, number: number) {
  const documents = await releases.documents(number);
  if (documents === undefined) throw new UsageError(`There is no release ${number}.`);
  return documents;
}

async function importFolder({ terminal, store, words, reason }: Command): Promise<number> {
  const documents = await loadDocuments(folderFrom(words[1], terminal));
  const known = await store.releases.find(documents);
  const number = await importRelease({ releases: store.releases, clock }, documents, reason);
  if (known === undefined) await noteChanges(store, number, { documents, editor: reason.actor });
  terminal.print(
    known === undefined ? `Added release ${number}.` : `The folder is release ${number} already.`,
  );
  return number;
}

/** Records who changed what, for the history of the entries at the desk. */
async function noteChanges(
  { releases, releaseDetails }: Store,
  number: number,
  { documents, editor }: { documents: Documents; editor: string },
): Promise<void> {
  const [current] = await releases.publications();
  const before = current && (await releases.documents(current.releaseNumber));
  if (before !== undefined)
    await releaseDetails.addChanges(number, changesBetween(before, documents, editor));
}

/** What publishing and testing need. Training must not slow down a server on the same machine. */
function trainingParts({ logLevel, dataDir }: StoreLocation, terminal: Terminal) {
  terminal.lowerPriority();
  return {
    log: createLog(logLevel),
    dataDir,
    onProgress: (done: number, total: number, what: string) =>
      terminal.printError(`Training on the knowledge, step ${done} of ${total} (${what})`),
  };
}

async function publish({ terminal, store, place, reason, last }: Command, number: number): Promise<void> {
  const parts = { releases: store.releases, clock, ...trainingParts(place, terminal) };
  const result = await publishRelease({ ...parts, train: trainHere(parts) }, { number, last }, reason);
  if (result === 'missing') throw new UsageError(`There is no release ${number}.`);
  if (result === 'published')
    return terminal.print(`Published release ${number}. Running servers answer from it within seconds.`);
  terminal.printError(
    `Release ${number} was not published, because another one was published in the meantime. To see which, run "npm run knowledge -- releases"; then try again.`,
  );
  terminal.fail(1);
}

/**
 * Publishes a release, unless it fails expected answers that the published one meets. Rolling back is never refused.
 */
async function publishTested(command: Command, number: number): Promise<void> {
  const { terminal, store, place, reason, despite } = command;
  const parts = { releases: store.releases, clock, ...trainingParts(place, terminal) };
  const verdict = await expectedVerdictOn(parts, number);
  if (verdict === undefined) throw new UsageError(`There is no release ${number}.`);
  const { broken, failingBefore } = verdict;
  if (failingBefore.length > 0)
    terminal.print(`${counted(failingBefore.length)} of ${verdict.total} failed before, too.`);
  for (const result of broken) terminal.print(printedFailure(result));
  if (broken.length === 0) return publish(command, number);
  if (despite !== undefined) return publish({ ...command, reason: { ...reason, despite } }, number);
  terminal.printError(
    `Release ${number} was not published: ${counted(broken.length)} would fail that ${broken.length === 1 ? 'holds' : 'hold'} today. To publish it anyway, give a reason: --despite "…"`,
  );
  terminal.fail(1);
}

const noteDespite = (note: string, why: string | undefined): string =>
  [note, ...(why === undefined ? [] : [`Published despite failing expected answers: ${why}`])]
    .filter((part) => part !== '')
    .join('. ');

async function publishWords(command: Command): Promise<void> {
  const { words } = command;
  const isNumber = words[1] !== undefined && /^\d+$/.test(words[1]);
  await publishTested(command, isNumber ? numberFrom(words[1]) : await importFolder(command));
}

/** Tests a folder's bot against its expected answers. It needs no database. */
async function testFolder(place: StoreLocation, words: readonly string[], terminal: Terminal): Promise<void> {
  const reader = await readerOf(
    await loadDocuments(folderFrom(words[1], terminal)),
    trainingParts(place, terminal),
  );
  const { expected } = reader.knowledge;
  const total = countExpected(expected);
  if (total === 0) return terminal.print('Nothing is expected: there is no question in expected/.');
  const failing = await failingOf(expected, reader, { clock });
  for (const result of failing) terminal.print(printedFailure(result));
  terminal.print(`${total - failing.length} of ${counted(total)} hold.`);
  if (failing.length > 0) terminal.fail(1);
}

async function rollback(command: Command): Promise<void> {
  const number = numberFrom(command.words[1]);
  const publications = await command.store.releases.publications();
  if (!publications.some(({ releaseNumber }) => releaseNumber === number))
    throw new UsageError(`Release ${number} was never published; use "publish".`);
  await publish(command, number);
}

async function list({ terminal, store: { releases } }: Command): Promise<void> {
  const publications = await releases.publications();
  const current = publications[0]?.releaseNumber;
  const all = await releases.list();
  if (all.length === 0) terminal.print('There are no releases yet; the first start of the server makes one.');
  for (const { number, createdAt, author, note } of all) {
    const published = publications.find(({ releaseNumber }) => releaseNumber === number);
    const state = published === undefined ? 'not published' : `published ${shown(published.at)}`;
    const said = published === undefined || published.note === '' ? note : published.note;
    const mark = number === current ? '*' : ' ';
    terminal.print(
      `${mark} ${number}  ${shown(createdAt)}  ${printable(author)}  ${state}  ${printable(noteDespite(said, published?.despite))}`.trimEnd(),
    );
  }
}

const shown = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');

const SIGNS: Record<Difference['kind'], string> = { added: '+', removed: '-', changed: '~' };

async function diff({ terminal, store, words }: Command): Promise<void> {
  const before = await documentsOf(store, numberFrom(words[1]));
  const after = await documentsOf(store, numberFrom(words[2]));
  const differences = compareReleases(before, after);
  if (differences.length === 0) terminal.print('No entry differs.');
  for (const { kind, entry, fields } of differences)
    terminal.print(
      `${SIGNS[kind]} ${printable(entry)}${fields.length > 0 ? ` (${fields.map(printable).join(', ')})` : ''}`,
    );
}

async function exportRelease({ terminal, store, words }: Command): Promise<void> {
  const [, number, folder] = words;
  const documents = await documentsOf(store, numberFrom(number));
  if (folder === undefined) throw new UsageError('Name the folder to write to.');
  if (!(await writeDocuments(folder, documents)))
    throw new UsageError(`${folder} is not empty; nothing was written.`);
  terminal.print(`Wrote release ${number} to ${folder}.`);
}

const commands: Record<string, (command: Command) => Promise<unknown>> = {
  import: importFolder,
  publish: publishWords,
  rollback,
  releases: list,
  diff,
  export: exportRelease,
};

/** Some containers run as a user without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? ''}`.trim();
  }
}

async function run(
  place: StoreLocation,
  { values, words }: CommandLine<typeof OPTIONS>,
  terminal: Terminal,
): Promise<void> {
  if (words[0] === 'test') return testFolder(place, words, terminal);
  const work = Object.hasOwn(commands, words[0] ?? '') ? commands[words[0] ?? ''] : undefined;
  if (work === undefined) throw new UsageError('No command given, or an unknown one.');
  if (values.despite?.trim() === '') throw new UsageError('--despite needs the reason.');
  const reason = { actor: values.by ?? userName(), note: values.note ?? '' };
  await withStore(
    place,
    async (store) => {
      const last = await store.releases.currentPublication();
      await work({ terminal, store, place, words, reason, last, despite: values.despite });
    },
    {
      mayCreate: true,
    },
  );
}

/** Lists, compares and publishes releases of the knowledge. */
export async function runKnowledge(terminal: Terminal): Promise<void> {
  const given = readCommandLine(USAGE, OPTIONS, 'any', terminal);
  if (given === undefined) return;
  await runStoreCommand(async (place) => {
    try {
      await run(place, given, terminal);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      refuseCommandLine(error.message, USAGE, terminal);
    }
  }, terminal);
}

if (import.meta.main) await runKnowledge(thisProcess);
