/**
 * Measures chats under load: 200 connected at once, with both sides writing, from the POST of one side to the stream of
 * the other, on both engines, compared with a bare socket relay that stores nothing. Every server is a separate
 * process; all the customers and agents are in this process.
 */
import { runCommand } from '#cli/run-command.ts';
import { median, p99 } from '#evaluation/statistics.ts';
import { localBot } from '#tests/proofs/support/warm-cache.ts';
import { type ConnectedChats, connectChats } from './load/connected-chats.ts';
import { exchange, type ExchangeOptions, type Side, sides } from './load/exchange.ts';
import { startPostgres } from './load/postgres.ts';
import { startRelay } from './load/relay.ts';
import { RelayPair } from './load/relay-pair.ts';
import { isQuick, printTable, report } from './show.ts';

const agents = 8;
const chatsPerAgent = 25;
const chats = agents * chatsPerAgent;
/** Together 200 messages a second. */
const load: ExchangeOptions = { milliseconds: isQuick ? 10_000 : 30_000, everyMilliseconds: 2000, seed: 1 };
/** Warms up before measuring, until the hot paths are compiled. */
const warmUp: ExchangeOptions = { ...load, milliseconds: 6000, seed: 2 };

const directions: Record<Side, string> = { customer: 'customer → agent', agent: 'agent → customer' };

interface Contender {
  name: string;
  open: () => Promise<ConnectedChats>;
}

type Exchanged = Awaited<ReturnType<typeof exchange>>;

async function openRelay(): Promise<ConnectedChats> {
  const relay = await startRelay();
  const pairs = await Promise.all(
    Array.from({ length: chats }, (_, number) => RelayPair.meet(relay.url, number)),
  );
  return {
    pairs,
    close: async () => {
      for (const pair of pairs) pair.leave();
      await relay.stop();
    },
  };
}

async function measure({ name, open }: Contender): Promise<Exchanged> {
  const connected = await open();
  try {
    console.error(`${name}: ${connected.pairs.length} chats are connected`);
    await exchange(connected.pairs, warmUp);
    return await exchange(connected.pairs, load);
  } finally {
    await connected.close();
  }
}

function rowOf(name: string, side: Side, exchanged: Exchanged, relayed: Exchanged | undefined): string[] {
  const { times, lost } = exchanged[side];
  const bare = relayed?.[side].times ?? [];
  return [
    `${name}, ${directions[side]}`,
    String(times.length),
    String(lost),
    median(times).toFixed(2),
    p99(times).toFixed(2),
    (median(times) / median(bare)).toFixed(1),
    (p99(times) / p99(bare)).toFixed(1),
  ];
}

await runCommand(async () => {
  await localBot();
  const postgres = await startPostgres();
  try {
    const connectOn = (databaseUrl: string | undefined) => () =>
      connectChats({ databaseUrl, agents, chatsPerAgent });
    const contenders: Contender[] = [
      { name: 'bare relay, no store', open: openRelay },
      { name: 'this bot, SQLite', open: connectOn(undefined) },
      { name: 'this bot, PostgreSQL', open: connectOn(postgres.url) },
    ];
    const results: { name: string; exchanged: Exchanged }[] = [];
    for (const contender of contenders)
      results.push({ name: contender.name, exchanged: await measure(contender) });
    const relayed = results[0]?.exchanged;
    console.log(
      `\n${chats} chats with ${agents} agents, each side one message in ${load.everyMilliseconds / 1000} s for ${load.milliseconds / 1000} s, client included`,
    );
    printTable([
      ['', 'arrived', 'lost', 'p50 ms', 'p99 ms', 'p50 ÷ relay', 'p99 ÷ relay'],
      ...results.flatMap(({ name, exchanged }) => sides.map((side) => rowOf(name, side, exchanged, relayed))),
    ]);
    report(
      sides.map((side) => {
        const [relay, ...ours] = results.map(({ name, exchanged }) => {
          const { times } = exchanged[side];
          return `${name.replace('this bot, ', '')} ${median(times).toFixed(2)} / ${p99(times).toFixed(1)} ms`;
        });
        return {
          what: `${chats} chats with agents, ${directions[side]}, p50 / p99`,
          ours: ours.join(', '),
          peer: relay ?? '',
        };
      }),
    );
    const lost = results.flatMap(({ exchanged }) => sides.map((side) => exchanged[side].lost));
    if (lost.some((count) => count > 0)) throw new Error('Messages were lost.');
  } finally {
    await postgres.stop();
  }
});
