/** `npm run check-knowledge`: prints what the knowledge contains, or everything that is wrong with it (exit code 1). */
import { readConfig } from '#config.ts';
import { translationGaps } from '#knowledge/check-translations.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { formatProblem } from '#knowledge/problems.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';
import { type Terminal, thisProcess } from './terminal.ts';

const USAGE = `Usage: npm run check-knowledge [-- FOLDER]
Without FOLDER it checks the folder that the server reads, KNOWLEDGE_DIR.`;

/** Checks the knowledge. */
export const runCheckKnowledge = (terminal: Terminal): Promise<void> =>
  runCommand(async () => {
    const given = readCommandLine(USAGE, {}, 'any', terminal);
    if (given === undefined) return;
    const dir = given.words[0] ?? readConfig(terminal.environment()).knowledgeDir;
    for (const line of summaryOf(await loadKnowledge(dir))) terminal.print(line);
    terminal.print(`No problems in ${dir}.`);
  }, terminal);

/** What the knowledge contains, line by line. */
function summaryOf(knowledge: Knowledge): string[] {
  const { sources, answers, advisories, models, smallTalk, phrases, expected, hash } = knowledge;
  const byIntent = Map.groupBy(phrases, ({ intent }) => intent);
  const intents = [...byIntent].map(
    ([intent, own]) => `  ${intent.padEnd(32)}${String(own.length).padStart(6)}`,
  );
  const rows = [...advisories.values()].reduce((sum, { patch }) => sum + patch.rows.length, 0);
  const { questions, conversations } = expected;
  return [
    `answers   ${answers.size} from ${sources.size} sources, small talk ${smallTalk.size}`,
    `models    ${models.size} in ${rows} rows`,
    `advisories ${[...advisories.values()].map(({ name }) => name).join(', ')}`,
    `phrases   ${phrases.length} in ${byIntent.size} intents`,
    ...intents,
    `expected  ${questions.length} questions, ${conversations.length} conversations`,
    ...translationLines(knowledge),
    `hash      ${hash}`,
  ];
}

/** The progress of the translations, language by language; empty if there are none. */
function translationLines(knowledge: Knowledge): string[] {
  const total = knowledge.answers.size + knowledge.smallTalk.size;
  return translationGaps(knowledge).flatMap(({ language, missing, doubtful }) => [
    `language  ${language}: ${total - missing.length} of ${total} entries are translated`,
    ...(missing.length === 0 ? [] : [`  in English still: ${missing.join(', ')}`]),
    ...doubtful.map((doubt) => `  ${formatProblem(doubt)}`),
  ]);
}

if (import.meta.main) await runCheckKnowledge(thisProcess);
