/**
 * Measures how long it takes to cluster 50,000 different questions, all at once and when 500 more come.
 * `node bench/review.ts [questions]` measures fewer. The questions are made from the knowledge's own phrases.
 */
import { performance } from 'node:perf_hooks';
import { gatherInThread } from '#review/clusters/gather-in-thread.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { seededRandom } from '#understanding/classifier/random.ts';
import { phraseMask } from '#understanding/from-knowledge.ts';
import { isQuick, printAim, printTable, report } from './show.ts';

const AIM_S = 10;
const MORE = 500;
const [many] = process.argv.slice(2).filter((given) => !given.startsWith('--'));
const count = Number(many ?? (isQuick ? 5_000 : 50_000));

const knowledge = await loadKnowledge(new URL('../knowledge', import.meta.url).pathname);
const mask = phraseMask(knowledge);
const background = knowledge.phrases.map(({ text }) => mask(text));
const random = seededRandom(1);
const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)]!;

const texts = new Set<string>();
while (texts.size < count + MORE) {
  const words = pick(background).split(' ');
  words.splice(
    Math.floor(random() * words.length),
    random() < 0.5 ? 1 : 0,
    pick(pick(background).split(' ')),
  );
  texts.add(words.join(' '));
}
const all = [...texts];

async function timed(before: readonly number[], upTo: number): Promise<{ ms: number; numbers: number[] }> {
  const started = performance.now();
  const numbers = await gatherInThread({ texts: all.slice(0, upTo), background, before });
  return { ms: performance.now() - started, numbers };
}

const first = await timed([], count);
const second = await timed(first.numbers, count + MORE);
const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
printTable([
  ['', 'time', 'clusters'],
  [`${count} questions`, inSeconds(first.ms), String(new Set(first.numbers).size)],
  [`${MORE} more`, inSeconds(second.ms), String(new Set(second.numbers).size)],
]);
printAim(`clusters of ${count} questions`, first.ms / 1000, AIM_S, 's');
report([
  { what: `clusters of ${count} different questions`, ours: inSeconds(first.ms), peer: '' },
  { what: `clusters when ${MORE} more come`, ours: inSeconds(second.ms), peer: '' },
]);
