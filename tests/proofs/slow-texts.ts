/**
 * Searches for messages that are slow to understand: random recipes first, then variations of the slowest. The search
 * is seeded. It fails when a message exceeds the limit, which is a multiple of an ordinary message's time on the same
 * machine, so that the machine's speed does not matter. Options: `--seed N`, `--rounds N`.
 */
import { parseArgs } from 'node:util';
import { median } from '#evaluation/statistics.ts';
import { seededRandom } from '#understanding/classifier/random.ts';
import type { Understand } from '#understanding/understand.ts';
import { runProof } from './support/proof.ts';
import { cook, describeRecipe, randomRecipe, type Recipe, variedRecipe } from './support/slow-recipe.ts';
import { printLine } from './support/print-line.ts';
import { loadAssets } from '../support/assets.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, rounds: { type: 'string', default: '40' } },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);

const LONGEST_TEXT = 5_000;
const FIRST_RECIPES = 200;
const VARIATIONS = 24;
const KEPT = 6;
const SAMPLES = 5;
/** About 6.6 ms, because an ordinary message takes about 0.165 ms. The slowest known take about 4 ms. */
const MAX_TIMES_ORDINARY = 40;

/** The context of the conversation, which makes understanding do more work. */
const focus = { app: 'EnViewer', models: ['ENS500EXT', 'EAP600'], intent: 'enviewer.camera-limit' };

interface Timed {
  recipe: Recipe;
  milliseconds: number;
}

function timeOf(understand: Understand, text: string): number {
  const before = performance.now();
  understand(text, focus);
  return performance.now() - before;
}

/** The shortest of several runs, because other load on the machine can only make a run longer. */
function timeRecipe(understand: Understand, recipe: Recipe, random: () => number): Timed {
  const times = Array.from({ length: SAMPLES }, () => timeOf(understand, cook(recipe, random)));
  return { recipe, milliseconds: Math.min(...times) };
}

const slowest = (timed: readonly Timed[]): Timed[] =>
  timed.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, KEPT);

function search(understand: Understand): Timed[] {
  const random = seededRandom(seed);
  const time = (recipe: Recipe): Timed => timeRecipe(understand, recipe, random);
  let kept = slowest(Array.from({ length: FIRST_RECIPES }, () => time(randomRecipe(random, LONGEST_TEXT))));
  for (let round = 1; round <= rounds; round += 1) {
    const varied = Array.from({ length: VARIATIONS }, (_, at) =>
      time(variedRecipe(kept[at % kept.length]!.recipe, random, LONGEST_TEXT)),
    );
    kept = slowest([...kept, ...varied]);
    if (round % 10 === 0)
      printLine(`  round ${round} of ${rounds}: the slowest takes ${kept[0]!.milliseconds.toFixed(2)} ms`);
  }
  // Measured again, so that a single outlier does not decide.
  return slowest(kept.map(({ recipe }) => time(recipe)));
}

await runProof(240, async () => {
  const { knowledge, understand } = await loadAssets();
  const utterances = knowledge.expected.questions.map(({ ask }) => ask);
  for (const text of [...utterances, ...utterances]) understand(text, focus);
  const ordinary = median(utterances.map((text) => timeOf(understand, text)));
  const found = search(understand);
  const limit = ordinary * MAX_TIMES_ORDINARY;
  printLine(
    `An ordinary message takes ${ordinary.toFixed(3)} ms, the limit is ${limit.toFixed(2)} ms. The slowest found:`,
  );
  for (const { recipe, milliseconds } of found)
    printLine(`  ${milliseconds.toFixed(2)} ms: ${describeRecipe(recipe)}`);
  return found.every(({ milliseconds }) => milliseconds <= limit);
});
