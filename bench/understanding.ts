/**
 * Measures how long it takes to understand a message, warmed up, compared with other classifiers in the same run.
 *
 * Ours is the whole reading of a message: cleaning, models, apps, splitting into questions, spelling and classifying.
 * The peers only classify an utterance that was masked for them before the clock started.
 */
import { createLocalBot } from '#cli/local-bot.ts';
import { runCommand } from '#cli/run-command.ts';
import { trainBayes } from '#evaluation/peers/bayes.ts';
import { trainNlpjs } from '#evaluation/peers/nlpjs.ts';
import { peerMaterial } from '#evaluation/peers/training-set.ts';
import { median, p99 } from '#evaluation/statistics.ts';
import { isQuick, printAim, printTable, report } from './show.ts';

const warmRounds = 3;
const rounds = isQuick ? 4 : 10;
const aim = 0.5;

interface Contender {
  name: string;
  /** The utterance as the contender gets it. */
  prepare: (text: string) => string;
  run: (text: string) => unknown;
  times: number[];
}

const asIs = (text: string): string => text;

/** Times one pass over the utterances. nlp.js caches whole utterances, so trailing spaces make each round new to it. */
async function pass(
  { prepare, run, times }: Contender,
  utterances: readonly string[],
  round: number,
): Promise<void> {
  for (const text of utterances.map((utterance) => prepare(utterance) + ' '.repeat(round))) {
    const before = performance.now();
    await run(text);
    if (round > warmRounds) times.push(performance.now() - before);
  }
}

await runCommand(async () => {
  const { knowledge, understand } = await createLocalBot(process.env);
  const utterances = knowledge.expected.questions.map(({ ask }) => ask);
  const { phrases, mask } = peerMaterial(knowledge);
  console.error(`Training the peers on ${phrases.length} phrases`);
  const bayes = await trainBayes(phrases);
  const nlpjs = await trainNlpjs(phrases);
  const contenders: Contender[] = [
    { name: 'this bot: a message read whole', prepare: asIs, run: (text) => understand(text), times: [] },
    ...[bayes, nlpjs].map((peer): Contender => ({
      name: peer.name,
      prepare: mask,
      run: (text) => peer.classify(text),
      times: [],
    })),
  ];
  for (let round = 1; round <= warmRounds + rounds; round += 1) {
    // Alternating, so that other load on the machine affects all of them.
    for (const contender of contenders) await pass(contender, utterances, round);
    console.error(`Round ${round} of ${warmRounds + rounds}${round <= warmRounds ? ' (warming up)' : ''}`);
  }

  const ours = median(contenders[0]?.times ?? []);
  console.log(`\nUnderstanding, ${utterances.length} utterances × ${rounds} rounds, milliseconds a message`);
  printTable([
    ['', 'median', 'p99', 'median ÷ ours'],
    ...contenders.map(({ name, times }) => [
      name,
      median(times).toFixed(3),
      p99(times).toFixed(3),
      (median(times) / ours).toFixed(2),
    ]),
  ]);
  printAim('understanding, median', ours, aim, 'ms');
  const peers = contenders.slice(1).map(({ name, times }) => `${name} ${median(times).toFixed(2)} ms`);
  report([
    { what: 'understanding a message, median', ours: `${ours.toFixed(2)} ms`, peer: peers.join(', ') },
  ]);
});
