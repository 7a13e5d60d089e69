/**
 * Proves that connected chats survive crashes. Customers and agents write to each other while servers are killed with
 * SIGKILL and streams are cut at random moments; every acknowledged message must reach the other side once, in order.
 * Runs one server on SQLite, and two replicas on PostgreSQL with the customers on one and the agents on the other.
 * Options: `--kills N` for each engine, `--seed N`, `--engine sqlite|postgres|both`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededRandom } from '#understanding/classifier/random.ts';
import { freePort } from '../support/free-port.ts';
import { addAgent } from './support/add-agent.ts';
import { askForPerson, ChatPair } from './support/chat-pair.ts';
import { chatsHold, describeChats, judgeChats } from './support/chat-verdict.ts';
import { DeskAgent } from './support/desk-agent.ts';
import { DirectLineClient, type Statuses } from './support/direct-line.ts';
import { KillableServers } from './support/killable-servers.ts';
import { Ledger } from './support/ledger.ts';
import { startPostgres } from './support/postgres-server.ts';
import { type Proof, runProof } from './support/proof.ts';
import { listOf, printLine } from './support/print-line.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'both' },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const engines = (['sqlite', 'postgres'] as const).filter((kind) => ['both', kind].includes(values.engine));

const CHATS = 4;
const AGENTS = ['Dana', 'Kim'];
/** The customers' server and the agents' server; the same one if there is only one. */
const [CUSTOMERS_SIDE, AGENTS_SIDE] = [0, 1];
/** How long streams may take to deliver the last acknowledged messages. */
const DRAIN_MS = 10_000;
/** Long enough to catch late duplicates. */
const LATE_MS = 500;
const MAX_BETWEEN = 30;

const secondsFor = (count: number): number => 40 + count * 6;

type Engine = (typeof engines)[number];

interface Ground {
  servers: KillableServers;
  /** What the servers logged at error level. */
  errors: Map<string, number>;
  statuses: Statuses;
  signal: AbortSignal;
  random: () => number;
}

async function layGround(engine: Engine, proof: Proof): Promise<Ground> {
  const databaseUrl =
    engine === 'postgres' ? await (await startPostgres(proof)).createDatabase('handoff') : undefined;
  const errors = new Map<string, number>();
  const names = engine === 'postgres' ? ['first', 'second'] : ['sqlite'];
  const options = await Promise.all(
    names.map(async (name) => {
      const [port, dataDir] = [await freePort(), await makeDataDir(proof.folder, name)];
      return { port, dataDir, databaseUrl, errors };
    }),
  );
  const [first] = options;
  if (first === undefined) throw new Error('No server was configured.');
  for (const name of AGENTS) await addAgent(name, first);
  const servers = new KillableServers(options);
  const ending = new AbortController();
  proof.atEnd(() => servers.killAll());
  proof.atEnd(() => ending.abort());
  await servers.startAll();
  return { servers, errors, statuses: new Map(), signal: ending.signal, random: seededRandom(seed) };
}

interface Connected {
  pairs: ChatPair[];
  /** Chats that were not claimed by exactly one agent. */
  claimFaults: string[];
}

/** All agents claim every chat at once, through different replicas if there are several. */
async function connect(
  { servers, signal, random }: Ground,
  client: DirectLineClient,
  agents: readonly DeskAgent[],
  progress: Ledger,
): Promise<Connected> {
  const claimFaults: string[] = [];
  const pairs: ChatPair[] = [];
  for (let number = 0; number < CHATS; number += 1) {
    const customer = await askForPerson(client, signal);
    const claims = await Promise.all(
      agents.map((agent, at) => agent.claim(customer.reference, servers.urlOf(number + at))),
    );
    const isOnce = claims.filter((status) => status === 200).length === 1 && claims.includes(409);
    if (!isOnce) claimFaults.push(`${customer.reference}: ${claims.join()}`);
    const agent = agents[claims.indexOf(200)];
    if (agent === undefined) throw new Error(`Nobody could claim ${customer.reference}: ${claims.join()}`);
    await customer.reader.until(({ channelData }) => channelData?.handoff?.state === 'connected', signal);
    pairs.push(new ChatPair({ client, customer, agent, progress, random }));
  }
  return { pairs, claimFaults };
}

interface Disturbed {
  counts: Map<string, number>;
  faults: string[];
}

/** Kills servers and cuts streams until enough servers have been killed. */
async function disturb(
  { servers, signal }: Ground,
  pairs: readonly ChatPair[],
  progress: Ledger,
  random: () => number,
): Promise<Disturbed> {
  const faults: string[] = [];
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  for (let killed = 0; killed < kills;) {
    // Just after an acknowledgement, while other messages are still in flight.
    await progress.untilAccepted(1 + Math.floor(random() * MAX_BETWEEN), signal);
    await wait(random() * 15);
    const dice = random();
    if (dice < 0.6) {
      const side = dice < 0.3 ? 'agent' : 'customer';
      pairs[Math.floor(random() * pairs.length)]?.readers[side].drop();
      count(`${side}’s stream cut`);
      continue;
    }
    if (!(await servers.kill(killed))) faults.push('a server exited by itself');
    count(`server ${(killed % servers.count) + 1} killed`);
    await wait(random() * 200);
    await servers.start(killed);
    killed += 1;
  }
  return { counts, faults };
}

async function prove(engine: Engine, proof: Proof): Promise<boolean> {
  const began = performance.now();
  const ground = await layGround(engine, proof);
  const { servers, statuses, errors, signal } = ground;
  const client = new DirectLineClient(() => servers.urlOf(CUSTOMERS_SIDE), statuses, signal);
  const agents = await Promise.all(
    AGENTS.map((name) => DeskAgent.signIn({ name, url: servers.urlOf(AGENTS_SIDE), statuses, signal })),
  );
  const progress = new Ledger();
  const { pairs, claimFaults } = await connect(ground, client, agents, progress);
  const claims = `${AGENTS.length} agents claimed ${CHATS} chats at once; ${CHATS - claimFaults.length} chats went to exactly one agent`;
  printLine(`${engine}: ${claims}; starting ${kills} kills (seed ${seed})`);

  let isOver = false;
  const talking = Promise.all(pairs.map((pair) => pair.talk(() => isOver)));
  // The kills have a separate random generator, because the number of draws by the chats depends on the machine's
  // speed.
  const disturbing = disturb(ground, pairs, progress, seededRandom(seed + 1));
  await Promise.race([disturbing, talking]);
  isOver = true;
  await talking;
  const { counts, faults } = await disturbing;
  const patience = AbortSignal.timeout(DRAIN_MS);
  // Messages that have not arrived by then count as lost.
  await Promise.all(pairs.map((pair) => pair.untilRead(patience).catch(() => undefined)));
  await wait(LATE_MS);
  await Promise.all(pairs.map((pair) => pair.close()));

  const verdict = await judgeChats(pairs, client);
  faults.push(...claimFaults.map((claim) => `not claimed exactly once: ${claim}`));
  if ((statuses.get(500) ?? 0) > 0) faults.push(`${statuses.get(500)} requests were answered with 500`);
  const exits = await servers.stopAll();
  if (exits.some((code) => code !== 0)) faults.push(`servers exited with ${exits.join()} when told to stop`);
  printLine(`${engine}: ${listOf(counts)}`);
  for (const line of describeChats(verdict)) printLine(`  ${line}`);
  printLine(`  answers by status: ${listOf(statuses)}; errors logged: ${listOf(errors) || 'none'}`);
  printLine(`  ${Math.round((performance.now() - began) / 1000)} s`);
  for (const fault of faults) printLine(`  FAULT: ${fault}`);
  return chatsHold(verdict) && faults.length === 0;
}

await runProof(engines.length * secondsFor(kills), async (proof) => {
  await localBot();
  let all = engines.length > 0;
  for (const engine of engines) all = (await prove(engine, proof)) && all;
  return all;
});
