/** `npm run check-knowledge`: prints what the knowledge contains, or everything that is wrong with it (exit code 1). */
import { readConfig } from '#config.ts';
import { readEnvironment } from '#environment.ts';
import { translationGaps } from '#knowledge/check-translations.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { formatProblem } from '#knowledge/problems.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';

const USAGE = `Usage: npm run check-knowledge [-- FOLDER]
Without FOLDER it checks the folder that the server reads, KNOWLEDGE_DIR.`;

await runCommand(async () => {
  const given = readCommandLine(USAGE, {}, 'any');
  if (given === undefined) return;
  const dir = given.words[0] ?? readConfig(readEnvironment()).knowledgeDir;
  const knowledge = await loadKnowledge(dir);
  const { sources, answers, advisories, models, smallTalk, phrases, expected, hash } = knowledge;
  const byIntent = Map.groupBy(phrases, ({ intent }) => intent);
  const intents = [...byIntent].map(
    ([intent, own]) => `  ${intent.padEnd(32)}${String(own.length).padStart(6)}`,
  );
  console.log(`answers   ${answers.size} from ${sources.size} sources, small talk ${smallTalk.size}`);
  const rows = [...advisories.values()].reduce((sum, { patch }) => sum + patch.rows.length, 0);
  console.log(`models    ${models.size} in ${rows} rows`);
  console.log(`advisories ${[...advisories.values()].map(({ name }) => name).join(', ')}`);
  console.log(`phrases   ${phrases.length} in ${byIntent.size} intents`);
  console.log(intents.join('\n'));
  const { questions, conversations } = expected;
  console.log(`expected  ${questions.length} questions, ${conversations.length} conversations`);
  for (const line of translationLines(knowledge)) console.log(line);
  console.log(`hash      ${hash}`);
  console.log(`No problems in ${dir}.`);
});

/** The progress of the translations, language by language; empty if there are none. */
function translationLines(knowledge: Knowledge): string[] {
  const total = knowledge.answers.size + knowledge.smallTalk.size;
  return translationGaps(knowledge).flatMap(({ language, missing, doubtful }) => [
    `language  ${language}: ${total - missing.length} of ${total} entries are translated`,
    ...(missing.length === 0 ? [] : [`  in English still: ${missing.join(', ')}`]),
    ...doubtful.map((doubt) => `  ${formatProblem(doubt)}`),
  ]);
}
