/**
 * Proves that two real servers on one PostgreSQL can serve the same conversations: a message posted to one reaches a
 * socket on the other at once, turns keep their order, a message sent to both is answered once, and when one server is
 * killed, the other answers the messages it had accepted. Options: `--rounds N` of killing, `--seed N`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median, p99 } from '#evaluation/statistics.ts';
import { seededRandom } from '#understanding/classifier/random.ts';
import { Customer, type Held } from './support/customer.ts';
import { DirectLineClient, type Statuses } from './support/direct-line.ts';
import { freePort } from '../support/free-port.ts';
import { Ledger } from './support/ledger.ts';
import { startPostgres } from './support/postgres-server.ts';
import { type Proof, runProof } from './support/proof.ts';
import { measureReach } from './support/reach.ts';
import { ServerProcess } from './support/server-process.ts';
import { listOf, printLine } from './support/print-line.ts';
import { sendToBoth } from './support/twins.ts';
import { describeVerdict, holds, judge } from './support/verdict.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);

/** "At once", even on a busy machine; without a notification it would take until the next sweep, seconds later. */
const MAX_REACH_MS = 1000;
const MAX_TAKE_OVER_MS = 10_000;
const CUSTOMERS = 6;

/** Both replicas; each can be killed and restarted. */
class Replicas {
  readonly errors = new Map<string, number>();
  readonly #start: ((errors: Map<string, number>) => ServerProcess)[];
  #running: ServerProcess[] = [];
  #next = 0;

  constructor(start: ((errors: Map<string, number>) => ServerProcess)[]) {
    this.#start = start;
  }

  get urls(): [string, string] {
    const [first, second] = this.#running;
    if (first === undefined || second === undefined) throw new Error('The replicas are not running.');
    return [first.url, second.url];
  }

  /** Alternates between the two. */
  readonly alternate = (): string => this.urls[(this.#next += 1) % 2 === 0 ? 0 : 1];

  async startAll(): Promise<void> {
    this.#running = this.#start.map((start) => start(this.errors));
    for (const server of this.#running)
      if (!(await server.ready)) throw new Error(`A replica did not start: ${server.printed.join('\n')}`);
  }

  /** @returns false if it had already exited by itself */
  kill(index: 0 | 1): Promise<boolean> {
    return this.#running[index]?.kill() ?? Promise.resolve(false);
  }

  async restart(index: 0 | 1): Promise<void> {
    const server = this.#start[index]?.(this.errors);
    if (server === undefined) return;
    this.#running[index] = server;
    if (!(await server.ready)) throw new Error(`A replica did not start: ${server.printed.join('\n')}`);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((server) => server.stop()));
  }
}

async function startReplicas(proof: Proof): Promise<Replicas> {
  const postgres = await startPostgres(proof);
  const databaseUrl = await postgres.createDatabase('replicas');
  const starts = await Promise.all(
    ['first', 'second'].map(async (name) => {
      const [port, dataDir] = [await freePort(), await makeDataDir(proof.folder, name)];
      return (errors: Map<string, number>) => new ServerProcess({ port, dataDir, databaseUrl, errors });
    }),
  );
  const replicas = new Replicas(starts);
  proof.atEnd(() => replicas.stop());
  await replicas.startAll();
  return replicas;
}

interface Talk {
  ledger: Ledger;
  customers: Customer[];
  /** Ends the conversations once every message owed an answer has one. */
  end(): Promise<void>;
}

/** Customers who alternate between the replicas. */
function startTalk(client: DirectLineClient, signal: AbortSignal, patience: number, seedBase: number): Talk {
  const ledger = new Ledger();
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => {
    const way = index % 3 === 2 ? 'poll' : 'socket';
    return new Customer({ client, ledger, way, seed: seedBase + index, messages: 40, patience, signal });
  });
  let isOver = false;
  const talking = Promise.all(customers.map((customer) => customer.talk(() => isOver)));
  talking.catch(() => undefined);
  return {
    ledger,
    customers,
    async end() {
      isOver = true;
      await talking;
    },
  };
}

const heldBy = ({ customers }: Talk): Held[] => customers.flatMap(({ held }) => held);

await runProof(50 + rounds * 7, async (proof) => {
  const { bot } = await localBot();
  const replicas = await startReplicas(proof);
  const statuses: Statuses = new Map();
  const ending = new AbortController();
  proof.atEnd(() => ending.abort());
  const client = new DirectLineClient(replicas.alternate, statuses, ending.signal);
  const faults: string[] = [];

  printLine('Posting to one replica, reading from a socket on the other');
  const reach = await measureReach(replicas.urls, statuses, ending.signal);
  for (const [what, times] of Object.entries(reach.milliseconds))
    printLine(
      `  ${what}: p50 ${median(times).toFixed(1)} ms, p99 ${p99(times).toFixed(1)} ms (${times.length} messages)`,
    );
  const slowest = Math.max(...Object.values(reach.milliseconds).map(p99));
  if (slowest > MAX_REACH_MS) faults.push(`p99 ${slowest.toFixed(0)} ms is not at once`);

  printLine('Sending each message to both replicas at the same time');
  const twins = await sendToBoth(replicas.urls, statuses, ending.signal);

  printLine('Alternating between the replicas, without waiting for answers');
  const turns = startTalk(client, ending.signal, 0, seed * 1000);
  await turns.ledger.untilAccepted(CUSTOMERS * 60, ending.signal);
  await turns.end();

  printLine(`Killing one of them, ${rounds} times`);
  const random = seededRandom(seed);
  const killed = startTalk(client, ending.signal, 0.3, seed * 1000 + 500);
  const takeOvers: number[] = [];
  let waiting = 0;
  for (let round = 0; round < rounds; round += 1) {
    const victim = round % 2 === 0 ? 0 : 1;
    await killed.ledger.untilAccepted(20 + Math.floor(random() * 40), ending.signal);
    if (!(await replicas.kill(victim))) faults.push('a replica exited by itself');
    const began = performance.now();
    const { unanswered } = killed.ledger;
    waiting += unanswered.length;
    await killed.ledger.untilAnswered(unanswered, ending.signal);
    takeOvers.push(performance.now() - began);
    await replicas.restart(victim);
    await wait(random() * 300);
  }
  await killed.end();
  const longest = Math.max(...takeOvers);
  printLine(
    `  ${waiting} accepted messages were waiting when their replica was killed; the other answered all of them within`,
  );
  printLine(
    `  p50 ${median(takeOvers).toFixed(0)} ms, at most ${longest.toFixed(0)} ms, before the killed one was back`,
  );
  if (longest > MAX_TAKE_OVER_MS) faults.push('the other replica took over too late');

  const reading = new DirectLineClient(replicas.alternate, statuses, AbortSignal.timeout(60_000));
  let all = true;
  for (const [what, held] of Object.entries({
    'posted to one, read from the other': reach.held,
    'sent to both': twins,
    alternating: heldBy(turns),
    [`${rounds} kills`]: heldBy(killed),
  })) {
    const verdict = await judge(held, reading, bot);
    printLine(`${what}: ${describeVerdict(verdict)}`);
    all = all && holds(verdict);
  }
  if ((statuses.get(500) ?? 0) > 0) faults.push(`${statuses.get(500)} requests were answered with 500`);
  printLine(`Answers by status: ${listOf(statuses)}; errors logged: ${listOf(replicas.errors) || 'none'}`);
  for (const fault of faults) printLine(`FAULT: ${fault}`);
  return all && faults.length === 0;
});
