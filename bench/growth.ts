/**
 * Measures whether a message still costs the same after everything has grown: its conversation, the database, and the
 * streams that others keep open. Reports the processor time of the server and of PostgreSQL, on both engines.
 */
import { median } from '#evaluation/statistics.ts';
import { runCommand } from '#cli/run-command.ts';
import { type Customer, talk } from './load/customer.ts';
import { customerQuestions } from './load/customer-questions.ts';
import { DirectLineCustomer } from './load/direct-line-customer.ts';
import { firstFree, growDatabase, idOf } from './load/grown-database.ts';
import { type PostgresServer, startPostgres } from './load/postgres.ts';
import { processorMilliseconds } from './load/program.ts';
import { ReturningCustomer } from './load/returning-customer.ts';
import { prepareClassifier, startSupportBot, type SupportBot } from './load/support-bot.ts';
import { isQuick, printTable, report } from './show.ts';

const small = { conversations: 1000, activities: 10, sockets: 10 };
const large = isQuick
  ? { conversations: 100_000, activities: 10_000, sockets: 1000 }
  : { conversations: 1_000_000, activities: 10_000, sockets: 5000 };
const customers = 4;
const rounds = isQuick ? 4 : 8;
const roundMilliseconds = 2000;
const warmUpMilliseconds = 6000;
/** Streams that are opened at once. */
const atOnce = 50;

interface Contender {
  name: string;
  bot: SupportBot;
  talking: Customer[];
  /** Milliseconds of processor time per message, one figure per round. */
  costs: number[];
}

/** Starts a server on a database of this size. @param databaseUrl undefined for SQLite */
async function startGrown(
  databaseUrl: string | undefined,
  conversations: number,
  { long, activities }: { long: number; activities: number },
): Promise<SupportBot> {
  return await startSupportBot(databaseUrl, {
    environment: { RETENTION_DAYS: '0' },
    prepare: (dataDir) => growDatabase({ dataDir, databaseUrl }, { conversations, long, activities }),
  });
}

const comeBack = ({ url, secret }: SupportBot, first: number): Promise<Customer[]> =>
  Promise.all(
    Array.from({ length: customers }, (_, number) =>
      ReturningCustomer.arrive(url, secret, idOf(first + number)),
    ),
  );

/** Opens idle streams. */
async function openStreams({ url, secret }: SupportBot, count: number): Promise<DirectLineCustomer[]> {
  const opened: DirectLineCustomer[] = [];
  while (opened.length < count) {
    const some = Math.min(atOnce, count - opened.length);
    opened.push(
      ...(await Promise.all(Array.from({ length: some }, () => DirectLineCustomer.arrive(url, secret)))),
    );
  }
  for (const customer of opened) customer.rest();
  return opened;
}

/** Runs one round, and records what a message cost the server and its database. */
async function measure(
  { bot, talking, costs }: Contender,
  utterances: readonly string[],
  postgres: PostgresServer | undefined,
): Promise<void> {
  const spent = async (): Promise<number> =>
    (await processorMilliseconds(bot.pid)) + ((await postgres?.processorMilliseconds()) ?? 0);
  const before = await spent();
  const { times } = await talk(talking, utterances, roundMilliseconds);
  costs.push(((await spent()) - before) / times.length);
}

/** Measures one engine. @returns a row for each kind of growth */
async function measureEngine(
  engine: string,
  utterances: readonly string[],
  postgres: PostgresServer | undefined,
): Promise<string[][]> {
  const closing: (() => Promise<void> | void)[] = [];
  const start = async (name: string, ...size: [number, { long: number; activities: number }]) => {
    console.error(`${engine}: filling the database with ${size[0]} conversations`);
    const bot = await startGrown(await postgres?.createDatabase(name), ...size);
    closing.push(bot.stop);
    return bot;
  };
  try {
    const base = await start('base', small.conversations, { long: customers, activities: large.activities });
    const full = await start('full', large.conversations, { long: 0, activities: 0 });
    const busy = await start('busy', small.conversations, { long: 0, activities: 0 });
    const afterLong = firstFree + customers;
    const contenders: Contender[] = [
      { name: 'small', bot: base, talking: await comeBack(base, afterLong), costs: [] },
      { name: 'activities', bot: base, talking: await comeBack(base, firstFree), costs: [] },
      { name: 'conversations', bot: full, talking: await comeBack(full, afterLong), costs: [] },
      { name: 'sockets', bot: busy, talking: await comeBack(busy, afterLong), costs: [] },
    ];
    const resting = [
      ...(await openStreams(base, small.sockets)),
      ...(await openStreams(full, small.sockets)),
      ...(await openStreams(busy, large.sockets)),
    ];
    closing.push(() => resting.forEach((customer) => customer.leave()));
    for (const { name, talking } of contenders) {
      console.error(`${engine}: warming up, ${name}`);
      closing.push(() => talking.forEach((customer) => customer.leave()));
      await talk(talking, utterances, warmUpMilliseconds);
    }
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? contenders : contenders.toReversed();
      for (const contender of order) await measure(contender, utterances, postgres);
      console.error(`${engine}: round ${round + 1} of ${rounds}`);
    }
    return rowsOf(engine, contenders);
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

function rowsOf(engine: string, [least, ...grown]: readonly Contender[]): string[][] {
  const kinds = ['activities', 'conversations', 'sockets'] as const;
  return grown.map(({ costs }, at) => {
    const kind = kinds[at]!;
    const base = least?.costs ?? [];
    return [
      `${growing[kind]}, ${engine}`,
      String(small[kind]),
      String(large[kind]),
      median(base).toFixed(2),
      median(costs).toFixed(2),
      // Compared round by round, because both ran within seconds of each other.
      median(costs.map((cost, round) => cost / (base[round] ?? Number.NaN))).toFixed(2),
    ];
  });
}

const growing = {
  activities: 'activities in the conversation',
  conversations: 'conversations stored',
  sockets: 'open streams',
};

await runCommand(async () => {
  const utterances = await customerQuestions();
  await prepareClassifier();
  const rows = await measureEngine('SQLite', utterances, undefined);
  const postgres = await startPostgres();
  try {
    rows.push(...(await measureEngine('PostgreSQL', utterances, postgres)));
  } finally {
    await postgres.stop();
  }
  console.log('\nProcessor time of a message, server and database together');
  printTable([['', 'small', 'large', 'ms small', 'ms large', 'large ÷ small'], ...rows]);
  report(
    rows.map(([what = '', least = '', most = '', , , ratio = '']) => ({
      what: `processor time of a message: ${what}, ${least} → ${most}`,
      ours: `× ${ratio}`,
      peer: '',
    })),
  );
});
