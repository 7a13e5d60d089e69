/**
 * Measures what a second server on the same PostgreSQL adds. Each server is pinned to its own core if the system
 * supports that. The customers and PostgreSQL use the rest, and the figures say how much that was.
 */
import { availableParallelism } from 'node:os';
import { median } from '#evaluation/statistics.ts';
import { runCommand } from '#cli/run-command.ts';
import { type Customer, talk } from './load/customer.ts';
import { customerQuestions } from './load/customer-questions.ts';
import { DirectLineCustomer } from './load/direct-line-customer.ts';
import { type PostgresServer, startPostgres } from './load/postgres.ts';
import { canPin, processorMilliseconds } from './load/program.ts';
import { prepareClassifier, startSupportBot, type SupportBot } from './load/support-bot.ts';
import { isQuick, printTable, report } from './show.ts';

const customers = 50;
const rounds = isQuick ? 3 : 6;
const roundMilliseconds = 3000;
const warmUpMilliseconds = 6000;

interface Contender {
  name: string;
  bots: SupportBot[];
  talking: Customer[];
  rates: number[];
  /** Cores in use, one figure per round. */
  cores: { servers: number[]; database: number[]; client: number[] };
}

async function arrive(name: string, bots: SupportBot[]): Promise<Contender> {
  const talking: Customer[] = [];
  for (let number = 0; number < customers; number += 1) {
    const { url, secret } = bots[number % bots.length]!;
    talking.push(await DirectLineCustomer.arrive(url, secret));
  }
  return { name, bots, talking, rates: [], cores: { servers: [], database: [], client: [] } };
}

async function measure(
  { bots, talking, rates, cores }: Contender,
  utterances: readonly string[],
  postgres: PostgresServer,
): Promise<void> {
  const spent = async () => ({
    at: performance.now(),
    servers: (await Promise.all(bots.map(({ pid }) => processorMilliseconds(pid)))).reduce(
      (a, b) => a + b,
      0,
    ),
    database: await postgres.processorMilliseconds(),
    client: await processorMilliseconds(process.pid),
  });
  const before = await spent();
  const { rate } = await talk(talking, utterances, roundMilliseconds);
  const after = await spent();
  rates.push(rate);
  for (const part of ['servers', 'database', 'client'] as const)
    cores[part].push((after[part] - before[part]) / (after.at - before.at));
}

await runCommand(async () => {
  const utterances = await customerQuestions();
  await prepareClassifier();
  const postgres = await startPostgres();
  const closing: (() => Promise<void> | void)[] = [postgres.stop];
  try {
    const secret = 'only-for-the-bench-only-for-the-bench';
    const start = async (core: number): Promise<SupportBot> => {
      const environment = { DIRECT_LINE_SECRET: secret };
      const bot = await startSupportBot(postgres.url, { environment, core });
      closing.push(bot.stop);
      return bot;
    };
    const bots = [await start(0), await start(1)];
    const contenders = [await arrive('one server', bots.slice(0, 1)), await arrive('two servers', bots)];
    for (const { talking } of contenders) {
      closing.push(() => talking.forEach((customer) => customer.leave()));
      await talk(talking, utterances, warmUpMilliseconds);
    }
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? contenders : contenders.toReversed();
      for (const contender of order) await measure(contender, utterances, postgres);
      console.error(`Round ${round + 1} of ${rounds}`);
    }
    show(contenders);
  } finally {
    for (const close of closing.toReversed()) await close();
  }
});

function show(contenders: readonly Contender[]): void {
  const [one, two] = contenders.map(({ rates }) => rates);
  const ratio = median((two ?? []).map((rate, round) => rate / (one?.[round] ?? Number.NaN)));
  const pinned = canPin ? 'each server on a core of its own' : 'servers not pinned';
  console.log(
    `\n${customers} customers on PostgreSQL, ${availableParallelism()} cores, ${pinned}; cores in use:`,
  );
  printTable([
    ['', 'messages/s', 'servers', 'PostgreSQL', 'customers', 'all'],
    ...contenders.map(({ name, rates, cores: { servers, database, client } }) => [
      name,
      median(rates).toFixed(0),
      ...[median(servers), median(database), median(client)].map((cores) => cores.toFixed(2)),
      (median(servers) + median(database) + median(client)).toFixed(2),
    ]),
  ]);
  const used = contenders[1]!.cores;
  const all = median(used.servers) + median(used.database) + median(used.client);
  const isFull = all > availableParallelism() * 0.85;
  const limit = isFull ? 'the cores: all are busy' : 'the waits for PostgreSQL: cores are idle';
  console.log(`  two servers ÷ one: ${ratio.toFixed(2)}; the limit is ${limit}`);
  report([{ what: 'two servers ÷ one, PostgreSQL', ours: `× ${ratio.toFixed(2)}`, peer: `limit: ${limit}` }]);
}
