/**
 * Searches for messages that take long to understand: random recipes first, then variations of the slowest. The
 * search is seeded. It fails when one takes more than the limit, which is a multiple of an ordinary message's time
 * on the same machine, so that a slow machine changes nothing. `--seed N`, `--rounds N`.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseLabelledUtterances } from '#evaluation/labelled-utterance.ts';
import { median } from '#evaluation/statistics.ts';
import { seededRandom } from '#understanding/classifier/random.ts';
import type { Understand } from '#understanding/understand.ts';
import { runProof } from './support/proof.ts';
import { cook, describeRecipe, randomRecipe, type Recipe, variedRecipe } from './support/slow-recipe.ts';
import { tell } from './support/tell.ts';
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
/** An ordinary message takes about 0.12 ms, so this is about 5 ms. */
const MOST_TIMES_ORDINARY = 40;
const linesFile = 'tests/evaluation/customer-utterances.jsonl';

/** What a customer may have spoken of before: it makes reading do more. */
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

/** The shortest of some runs: whatever else the machine does only makes a run longer. */
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
      tell(`  round ${round} of ${rounds}: the slowest takes ${kept[0]!.milliseconds.toFixed(2)} ms`);
  }
  // Once more, so that a single lucky measurement does not decide.
  return slowest(kept.map(({ recipe }) => time(recipe)));
}

await runProof(240, async () => {
  const { understand } = await loadAssets();
  const lines = parseLabelledUtterances(await readFile(linesFile, 'utf8')).map(({ text }) => text);
  for (const line of [...lines, ...lines]) understand(line, focus);
  const ordinary = median(lines.map((line) => timeOf(understand, line)));
  const found = search(understand);
  const limit = ordinary * MOST_TIMES_ORDINARY;
  tell(
    `An ordinary message takes ${ordinary.toFixed(3)} ms, the limit is ${limit.toFixed(2)} ms. The slowest found:`,
  );
  for (const { recipe, milliseconds } of found)
    tell(`  ${milliseconds.toFixed(2)} ms: ${describeRecipe(recipe)}`);
  return found.every(({ milliseconds }) => milliseconds <= limit);
});
