/**
 * Measures a whole turn through POST /api/messages (expected replies), compared with a bare botbuilder echo bot in the
 * same run. Both servers and the client share this process and its one thread, so the times include the client's work.
 */
import { pino } from 'pino';
import { createApp } from '#app.ts';
import { runCommand } from '#cli/run-command.ts';
import { readConfig } from '#config.ts';
import { median, p99 } from '#evaluation/statistics.ts';
import { createReference } from '#reference.ts';
import { startEchoBot } from './echo-bot.ts';
import { customerQuestions } from './load/customer-questions.ts';
import { isQuick, printTable, report } from './show.ts';
import { connect, type SendTo } from './turn-client.ts';

const rounds = isQuick ? 3 : 6;
const turnsARound = 600;
/** A conversation lasts this many turns; then the next customer comes. */
const turnsAConversation = 5;
const concurrencies = [1, 16];

interface Contender {
  name: string;
  say: SendTo;
  close: () => void;
  times: number[];
  /** Turns per second, one figure per round. */
  rates: number[];
}

/** Runs one round: `concurrency` customers talk at once, each waiting for the reply before the next message. */
async function runRound(
  { say, times, rates }: Contender,
  utterances: readonly string[],
  concurrency: number,
  round: number,
): Promise<void> {
  const turnsEach = Math.floor(turnsARound / concurrency);
  const customer = async (number: number): Promise<void> => {
    for (let turn = 0; turn < turnsEach; turn += 1) {
      const conversation = `bench-${concurrency}-${round}-${number}-${Math.floor(turn / turnsAConversation)}`;
      const text = utterances[(number * turnsEach + turn) % utterances.length] ?? '';
      const before = performance.now();
      await say(conversation, text);
      times.push(performance.now() - before);
    }
  };
  const before = performance.now();
  await Promise.all(Array.from({ length: concurrency }, (_, number) => customer(number)));
  rates.push((turnsEach * concurrency * 1000) / (performance.now() - before));
}

await runCommand(async () => {
  const utterances = await customerQuestions();
  const app = createApp(readConfig({ ...process.env, PORT: '0', HOST: '127.0.0.1' }), {
    clock: () => new Date(),
    // The log is written as in production, but discarded.
    log: pino({ level: 'info' }, pino.destination('/dev/null')),
    reference: createReference(),
  });
  const echo = await startEchoBot();
  const { url } = await app.start();

  for (const concurrency of concurrencies) {
    const contenders = [
      { name: 'this bot', url },
      { name: 'bare echo bot', url: echo.url },
    ].map(({ name, url: address }): Contender => ({
      name,
      ...connect(address, concurrency),
      times: [],
      rates: [],
    }));
    for (const contender of contenders)
      await runRound({ ...contender, times: [], rates: [] }, utterances, concurrency, -1);
    for (let round = 0; round < rounds; round += 1) {
      // Alternating, so that each goes first in every other round.
      const order = round % 2 === 0 ? contenders : contenders.toReversed();
      for (const contender of order) await runRound(contender, utterances, concurrency, round);
      console.error(`${concurrency} at once: round ${round + 1} of ${rounds}`);
    }
    for (const { close } of contenders) close();

    const base = median(contenders[1]?.times ?? []);
    console.log(
      `\nA turn through /api/messages, ${concurrency === 1 ? 'one after the other' : `${concurrency} at once`}, ${rounds} × ${turnsARound} turns, client included`,
    );
    printTable([
      ['', 'median ms', 'p99 ms', 'turns/s', 'median ÷ echo'],
      ...contenders.map(({ name, times, rates }) => [
        name,
        median(times).toFixed(2),
        p99(times).toFixed(2),
        median(rates).toFixed(0),
        (median(times) / base).toFixed(2),
      ]),
    ]);
    if (concurrency === 1) {
      const ours = median(contenders[0]?.times ?? []);
      report([
        {
          what: 'a turn through /api/messages, median',
          ours: `${ours.toFixed(2)} ms`,
          peer: `bare echo bot ${base.toFixed(2)} ms`,
        },
      ]);
    }
  }
  await app.stop();
  await echo.stop();
});
