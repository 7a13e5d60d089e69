/**
 * Measures Direct Line under load, from a customer's POST to the reply on their stream, on both engines, compared with
 * a bare botbuilder echo bot that keeps its state in memory and replies in the response. Every server is a separate
 * process; all the customers are in this process.
 */
import { randomUUID } from 'node:crypto';
import { median, p99 } from '#evaluation/statistics.ts';
import { runCommand } from '#cli/run-command.ts';
import { type Customer, talk } from './load/customer.ts';
import { customerQuestions } from './load/customer-questions.ts';
import { DirectLineCustomer } from './load/direct-line-customer.ts';
import { EchoCustomer } from './load/echo-customer.ts';
import { startPostgres } from './load/postgres.ts';
import { processorMilliseconds, startProgram } from './load/program.ts';
import { prepareClassifier, startSupportBot, type SupportBot } from './load/support-bot.ts';
import { isQuick, printTable, report } from './show.ts';

const rounds = isQuick ? 3 : 5;
const roundMilliseconds = 2000;
const conversationCounts = [1, 50, 500];
/** The number of conversations that the figures in the documentation are for. */
const usual = 50;
/** Warms up before measuring, until the hot paths are compiled and the caches are filled. */
const warmUp = { conversations: 50, milliseconds: 4000 };

interface Contender {
  name: string;
  /** The server's process. */
  pid: number;
  arrive: () => Promise<Customer>;
}

interface Result {
  name: string;
  times: number[];
  rates: number[];
  /** The server's processor time per message, in ms, by round. */
  costs: number[];
}

const onDirectLine = (name: string, { url, secret, pid }: SupportBot): Contender => ({
  name,
  pid,
  arrive: () => DirectLineCustomer.arrive(url, secret),
});

const arriveAll = async ({ arrive }: Contender, conversations: number): Promise<Customer[]> => {
  const customers: Customer[] = [];
  for (let number = 0; number < conversations; number += 1) customers.push(await arrive());
  return customers;
};

/**
 * Runs the contenders one after another, each going first in turn, so that other load on the machine affects all of
 * them.
 */
async function compare(
  contenders: readonly Contender[],
  utterances: readonly string[],
  conversations: number,
): Promise<Result[]> {
  const entries: { pid: number; customers: Customer[]; result: Result }[] = [];
  for (const contender of contenders) {
    const customers = await arriveAll(contender, conversations);
    const { name, pid } = contender;
    entries.push({ pid, customers, result: { name, times: [], rates: [], costs: [] } });
  }
  for (let round = 0; round < rounds; round += 1) {
    const shift = round % entries.length;
    for (const { pid, customers, result } of [...entries.slice(shift), ...entries.slice(0, shift)]) {
      const before = await processorMilliseconds(pid);
      const { times, rate } = await talk(customers, utterances, roundMilliseconds);
      result.costs.push(((await processorMilliseconds(pid)) - before) / times.length);
      result.times.push(...times);
      result.rates.push(rate);
    }
    console.error(`${conversations} conversations: round ${round + 1} of ${rounds}`);
  }
  for (const { customers } of entries) for (const customer of customers) customer.leave();
  return entries.map(({ result }) => result);
}

/** Compares round by round, because both ran within seconds of each other. */
const againstEcho = (own: readonly number[], echo: readonly number[] = []): string =>
  median(own.map((each, round) => each / (echo[round] ?? Number.NaN))).toFixed(2);

/** One row for each contender, with this many conversations at once. */
function rowsOf(results: readonly Result[], conversations: number): string[][] {
  const echo = results.at(-1);
  return results.map(({ name, times, rates, costs }) => [
    name,
    String(conversations),
    median(rates).toFixed(0),
    median(times).toFixed(2),
    p99(times).toFixed(2),
    againstEcho(rates, echo?.rates),
    median(costs).toFixed(3),
    againstEcho(costs, echo?.costs),
  ]);
}

/** Reports the figures for the usual number of conversations. */
function reportUsual([onSqlite, onPostgres, echo]: readonly Result[]): void {
  if (onSqlite === undefined || onPostgres === undefined || echo === undefined) return;
  const figure = (what: string, read: (result: Result) => string, unit: string) => ({
    what: `${what}, ${usual} conversations at once`,
    ours: `SQLite ${read(onSqlite)}, PostgreSQL ${read(onPostgres)}${unit}`,
    peer: `bare echo bot ${read(echo)}${unit}`,
  });
  report([
    figure('messages a second over Direct Line', ({ rates }) => median(rates).toFixed(0), ''),
    figure(
      'p50 / p99 to the reply on the stream',
      ({ times }) => `${median(times).toFixed(0)} / ${p99(times).toFixed(0)}`,
      ' ms',
    ),
    figure('processor time of a message', ({ costs }) => median(costs).toFixed(2), ' ms'),
  ]);
}

await runCommand(async () => {
  const utterances = await customerQuestions();
  await prepareClassifier();
  const stops: (() => Promise<void>)[] = [];
  try {
    const postgres = await startPostgres();
    stops.push(postgres.stop);
    const onSqlite = await startSupportBot(undefined);
    stops.push(onSqlite.stop);
    const onPostgres = await startSupportBot(postgres.url);
    stops.push(onPostgres.stop);
    const echo = await startProgram('bench/echo-bot.ts');
    stops.push(echo.stop);
    const contenders: Contender[] = [
      onDirectLine('this bot, SQLite', onSqlite),
      onDirectLine('this bot, PostgreSQL', onPostgres),
      {
        name: 'bare echo bot, in memory',
        pid: echo.pid,
        arrive: () => Promise.resolve(new EchoCustomer(echo.url, randomUUID())),
      },
    ];
    for (const contender of contenders) {
      const customers = await arriveAll(contender, warmUp.conversations);
      await talk(customers, utterances, warmUp.milliseconds);
      for (const customer of customers) customer.leave();
    }
    const rows: string[][] = [];
    for (const conversations of conversationCounts) {
      const results = await compare(contenders, utterances, conversations);
      rows.push(...rowsOf(results, conversations));
      if (conversations === usual) reportUsual(results);
    }
    console.log(`\nDirect Line, ${rounds} rounds of ${roundMilliseconds / 1000} s, client included`);
    printTable([
      [
        '',
        'conversations',
        'messages/s',
        'p50 ms',
        'p99 ms',
        'rate ÷ echo',
        'processor ms/message',
        'processor ÷ echo',
      ],
      ...rows,
    ]);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
});
