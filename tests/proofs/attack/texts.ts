import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '#understanding/classifier/random.ts';
import { askGauge } from '../support/read-gauge.ts';
import { cook, randomRecipe } from '../support/slow-recipe.ts';
import type { Attack } from './attack.ts';
import { say } from './target.ts';

const LENGTH = 4_900;
const VISITORS = 10;
const MESSAGES = 25;
const MAX_GROWTH = 24 * 1024 * 1024;

/** Long texts that are hard for every step of understanding, and made-up words. */
export const texts: Attack = {
  name: `${VISITORS * MESSAGES} texts that are slow to understand`,
  async run(target) {
    const random = seededRandom(7);
    const visitors = await Promise.all(
      Array.from({ length: VISITORS }, (_, at) => target.visit(`127.31.0.${at + 1}`)),
    );
    // The table of languages is loaded once, at the first message that may be in another language.
    for (const visitor of visitors.slice(0, 1))
      await say(target, visitor, 'Wo finde ich bitte den Namen meines Netzwerks?');
    const questions = { pieces: ['nearModelTail'], joints: ['? '], length: LENGTH };
    await Promise.all(visitors.map((visitor) => say(target, visitor, cook(questions, random))));
    const before = await askGauge(target.server, { ask: 'reading' });
    for (let count = 0; count < MESSAGES; count += 1)
      await Promise.all(
        visitors.map((visitor, at) => {
          const recipe =
            at % 2 === 0 ? { ...questions, pieces: ['long', 'word'] } : randomRecipe(random, LENGTH);
          return say(target, visitor, cook(recipe, random));
        }),
      );
    await wait(1_000);
    const after = await askGauge(target.server, { ask: 'reading' });
    const growth = after.heap - before.heap;
    return growth > MAX_GROWTH ? `the heap grew by ${Math.round(growth / 1024 / 1024)} MB` : undefined;
  },
};
