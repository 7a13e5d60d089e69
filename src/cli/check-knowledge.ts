/** Prints what the knowledge holds, or everything that is wrong with it (exit code 1). */
import { join } from 'node:path';
import { loadKnowledge } from '../knowledge/load.ts';
import { KnowledgeError } from '../knowledge/problems.ts';

const dir = process.argv[2] ?? join(import.meta.dirname, '../../knowledge');

try {
  const { sources, answers, patch, models, smallTalk, phrases, hash } = await loadKnowledge(dir);
  const byIntent = Map.groupBy(phrases, ({ intent }) => intent);
  const intents = [...byIntent].map(
    ([intent, own]) => `  ${intent.padEnd(32)}${String(own.length).padStart(6)}`,
  );
  console.log(`answers   ${answers.size} from ${sources.size} sources, small talk ${smallTalk.size}`);
  console.log(`models    ${models.size} in ${patch.rows.length} rows`);
  console.log(`phrases   ${phrases.length} in ${byIntent.size} intents`);
  console.log(intents.join('\n'));
  console.log(`hash      ${hash}`);
} catch (error) {
  if (!(error instanceof KnowledgeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
