/**
 * `npm run evaluate`: measures the bot on labelled utterances, next to other classifiers, and on whole conversations.
 * The usage below lists its options; a held-out file has one `{"text", "id"}` per line.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readConfig } from '#config.ts';
import { readEnvironment } from '#environment.ts';
import {
  ConversationsError,
  type ScriptedConversation,
  parseConversations,
} from '#evaluation/conversations/conversation.ts';
import { createTicketOnlyHandoff } from '#evaluation/conversations/ticket-only-handoff.ts';
import { printedConversation, printedConversations } from '#evaluation/conversations/print.ts';
import { replay, type ReplayedConversation } from '#evaluation/conversations/replay.ts';
import { evaluate } from '#evaluation/evaluate.ts';
import { type Evaluation, evaluationOf } from '#evaluation/evaluation.ts';
import { expectedUtterances } from '#evaluation/expected-utterances.ts';
import { parseHeldOut, printedHeldOut, readHeldOut } from '#evaluation/held-out.ts';
import {
  checkLabels,
  type LabelledUtterance,
  LabelledUtterancesError,
  parseLabelledUtterances,
} from '#evaluation/labelled-utterance.ts';
import { compareOurs, comparePeers } from '#evaluation/peers/compare-all.ts';
import { peerMaterial } from '#evaluation/peers/training-set.ts';
import { printed } from '#evaluation/print.ts';
import { conversationsPage, reportPage } from '#evaluation/report/page.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { seed } from '#training/load-classifier.ts';
import { warmUp } from '#warm-up.ts';
import { readCommandLine } from './command-line.ts';
import { createLocalBot, type LocalBot } from './local-bot.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run evaluate [-- OPTIONS]
  --no-peers             skips the other classifiers
  --lines FILE           measures other labelled utterances instead of the expected questions of the knowledge
  --conversations FILE   measures other conversations instead of those in tests/evaluation
  --conversations-only   skips the utterances
  --conversation NAME    prints one conversation
  --held-out FILE        trains without the phrases of a file and measures only them`;

/** Measured unless a file is given: the expected questions of the knowledge. */
const standardLines = 'knowledge/expected';
const standardConversations = [
  'tests/evaluation/conversations.json',
  'tests/evaluation/more-conversations.json',
  'tests/evaluation/unrehearsed-conversations.json',
  'tests/evaluation/everyday-conversations.json',
  'tests/evaluation/further-conversations.json',
  'tests/evaluation/late-conversations.json',
  'tests/evaluation/fresh-conversations.json',
  'tests/evaluation/wild-conversations.json',
  'tests/evaluation/second-turn-conversations.json',
];
const reportFile = 'test-results/evaluation.html';
const conversationsReportFile = 'test-results/conversations.html';
const progressEvery = 50;

const now = (): number => performance.now();

/** Explains in plain words what is wrong with an input file; undefined for any other failure. */
function explainFile(
  error: unknown,
  files: { lines: string; conversations: readonly string[] },
): string | undefined {
  if (error instanceof LabelledUtterancesError) return `${files.lines} cannot be used. ${error.message}`;
  if (error instanceof ConversationsError) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT') return undefined;
  if (path === files.lines) return `There is no file ${files.lines}. Name one with --lines FILE.`;
  return files.conversations.includes(path ?? '')
    ? `There is no file ${path}. Name one with --conversations FILE.`
    : undefined;
}

/** @throws {LabelledUtterancesError} if there are none, or their labels are unknown */
async function readLines(source: string, knowledge: Knowledge): Promise<LabelledUtterance[]> {
  if (source === standardLines) {
    const expected = expectedUtterances(knowledge);
    if (expected.length === 0)
      throw new LabelledUtterancesError('It has no questions; name a file with --lines.');
    return expected;
  }
  const lines = parseLabelledUtterances(await readFile(source, 'utf8'));
  checkLabels(lines, knowledge);
  return lines;
}

/** Measures the bot, and the other classifiers if requested, on labelled utterances. */
async function measureLines(subject: LocalBot, source: string, withPeers: boolean): Promise<Evaluation> {
  const { understand, knowledge } = subject;
  const lines = await readLines(source, knowledge);
  // Otherwise the first utterances would be timed while the code is still being compiled.
  await warmUp({ ...subject, clock: () => new Date() });

  const results = await evaluate(subject, lines, {
    now,
    onProgress: (done, total) => {
      if (done % progressEvery === 0 || done === total)
        console.error(`Measured ${done} of ${total} utterances`);
    },
  });
  const ours = await compareOurs(understand, lines, { now });
  const peers = withPeers
    ? await comparePeers(peerMaterial(knowledge), lines, { now, onProgress: (what) => console.error(what) })
    : [];
  return evaluationOf(source, results, [ours, ...peers]);
}

async function writeReport(file: string, page: string, holds: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, page);
  console.log(`\nThe report with ${holds} is in ${file}`);
}

/** Trains without the phrases in a file, and measures the bot on them. */
async function measureHeldOut(file: string): Promise<void> {
  const phrases = parseHeldOut(await readFile(file, 'utf8'));
  const knowledge = await loadKnowledge(readConfig(readEnvironment()).knowledgeDir);
  console.log(printedHeldOut(file, await readHeldOut(phrases, knowledge, seed)));
}

/** A parsed file of conversations. */
interface ConversationFile {
  file: string;
  expected: ScriptedConversation[];
}

const readConversations = async (file: string): Promise<ConversationFile> => {
  try {
    return { file, expected: parseConversations(await readFile(file, 'utf8')) };
  } catch (cause) {
    if (cause instanceof ConversationsError)
      throw new ConversationsError(`${file} cannot be replayed. ${cause.message}`, { cause });
    throw cause;
  }
};

/** Prints the conversations with this name. */
async function show(bot: LocalBot, files: readonly ConversationFile[], name: string): Promise<void> {
  const wanted = files.map(({ file, expected }) => ({
    file,
    expected: expected.filter((conversation) => conversation.name === name),
  }));
  if (wanted.every(({ expected }) => expected.length === 0))
    throw new ConversationsError(`There is no conversation called "${name}".`);
  for (const { file, expected } of wanted)
    for (const replayed of await replay(bot.bot, expected, file)) console.log(printedConversation(replayed));
}

await runCommand(async () => {
  const given = readCommandLine(USAGE, {
    'no-peers': { type: 'boolean' },
    lines: { type: 'string' },
    conversations: { type: 'string' },
    'conversations-only': { type: 'boolean' },
    conversation: { type: 'string' },
    'held-out': { type: 'string' },
  });
  if (given === undefined) return;
  const { values } = given;
  const heldOut = values['held-out'];
  const { lines = heldOut ?? standardLines } = values;
  const conversations = values.conversations === undefined ? standardConversations : [values.conversations];
  try {
    if (heldOut !== undefined) return await measureHeldOut(heldOut);
    const files = await Promise.all(conversations.map(readConversations));
    const subject = await createLocalBot(readEnvironment(), createTicketOnlyHandoff());
    if (values.conversation !== undefined) return await show(subject, files, values.conversation);

    const evaluation =
      values['conversations-only'] === true
        ? undefined
        : await measureLines(subject, lines, values['no-peers'] !== true);
    if (evaluation !== undefined) console.log(`\n${printed(evaluation)}`);
    const replayed: ReplayedConversation[] = [];
    for (const { file, expected } of files) {
      const ofFile = await replay(subject.bot, expected, file);
      console.log(`\n${printedConversations(file, ofFile)}`);
      replayed.push(...ofFile);
    }
    const at = new Date();
    if (evaluation === undefined) {
      const page = conversationsPage(conversations.join(', '), replayed, at);
      await writeReport(conversationsReportFile, page, 'every turn that fails');
    } else {
      const holds =
        'the plots, every utterance that was not answered straight away and every turn that fails';
      await writeReport(reportFile, reportPage(evaluation, replayed, at), holds);
    }
  } catch (error) {
    const explained = explainFile(error, { lines, conversations });
    if (explained === undefined) throw error;
    console.error(explained);
    process.exitCode = 1;
  }
});
