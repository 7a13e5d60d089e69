/**
 * Proves that what agents write reaches customers in Teams, whatever the channel answers. The channel refuses about
 * three requests in ten with 429 (with and without Retry-After), 502 or 412. Each message must arrive once and in
 * order, no thread may get more than Teams' limits allow, and nothing may be retried too early. Then the server is also
 * killed with SIGKILL: each message arrives at least once, and twice only if the server died before it stored the
 * response. The first part runs on SQLite, the second on PostgreSQL. Options: `--engine sqlite|postgres` to run both
 * parts on one, `--messages N`, `--threads N`, `--kills N`, `--seed N`.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededRandom } from '#understanding/classifier/random.ts';
import { freePort } from '../support/free-port.ts';
import { addAgent } from './support/add-agent.ts';
import { DeskAgent } from './support/desk-agent.ts';
import type { Statuses } from './support/direct-line.ts';
import { KillableServers } from './support/killable-servers.ts';
import { startPostgres } from './support/postgres-server.ts';
import { type Proof, runProof } from './support/proof.ts';
import { judgeSending, sendingHolds } from './support/sending-verdict.ts';
import { listOf, printLine } from './support/print-line.ts';
import { UnreliableChannel } from './support/unreliable-channel.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000' },
    threads: { type: 'string', default: '60' },
    kills: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string' },
  },
});
const seed = Number(values.seed);

type Engine = 'sqlite' | 'postgres';

interface Variant {
  /** The name of its data folder and its database. */
  name: string;
  engine: Engine;
  /** Undefined on SQLite. */
  databaseUrl: string | undefined;
  messages: number;
  threads: number;
  kills: number;
}

const MAX_SECONDS = 180;
const AGENTS = ['Dana', 'Kim'];
const REFUSED = 0.32;
/** The number of busy threads, which are refused less often so that they reach the limit for half a minute. */
const BUSY_THREADS = 3;
const BUSY_REFUSED = 0.1;
const BUSY_MESSAGES = 80;
/** Time for the last messages: several refusals in a row, and the leases of a killed server. */
const DRAIN_MS = 70_000;
/** Long enough to catch late duplicates. */
const LATE_MS = 500;

const threadOf = (number: number): string => `a:customer-${number}`;

interface Chat {
  thread: string;
  reference: string;
  agent: DeskAgent;
}

interface Ground {
  servers: KillableServers;
  channel: UnreliableChannel;
  agents: DeskAgent[];
  errors: Map<string, number>;
  statuses: Statuses;
  signal: AbortSignal;
}

async function layGround({ name: part, threads, databaseUrl }: Variant, proof: Proof): Promise<Ground> {
  const [port, dataDir] = [await freePort(), await makeDataDir(proof.folder, part)];
  await writeFile(join(dataDir, '.env'), `CHATS_PER_AGENT=${threads}\n`);
  const errors = new Map<string, number>();
  const option = { port, dataDir, databaseUrl, errors };
  for (const name of AGENTS) await addAgent(name, option);
  const busy = Array.from({ length: BUSY_THREADS }, (_, number) => threadOf(number));
  const channel = new UnreliableChannel({
    random: seededRandom(seed),
    refused: (thread) => (busy.includes(thread) ? BUSY_REFUSED : REFUSED),
  });
  proof.atEnd(await channel.start());
  const servers = new KillableServers([option]);
  const ending = new AbortController();
  proof.atEnd(() => servers.killAll());
  proof.atEnd(() => ending.abort());
  await servers.startAll();
  const statuses: Statuses = new Map();
  const { signal } = ending;
  const agents = await Promise.all(
    AGENTS.map((name) => DeskAgent.signIn({ name, url: servers.urlOf(0), statuses, signal })),
  );
  return { servers, channel, agents, errors, statuses, signal };
}

/** A customer in Teams asks for a person, and an agent claims the chat. */
async function connect({ servers, channel, agents, signal }: Ground, number: number): Promise<Chat> {
  const thread = threadOf(number);
  const activity = {
    type: 'message',
    id: `asks-${number}`,
    channelId: 'msteams',
    serviceUrl: channel.serviceUrl,
    conversation: { id: thread, conversationType: 'personal' },
    from: { id: `29:customer-${number}`, name: `Customer ${number}` },
    recipient: { id: '28:bot', name: 'Support' },
    text: 'I want to talk to a human',
  };
  const answer = await fetch(`${servers.urlOf(0)}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
    signal,
  });
  if (!answer.ok)
    throw new Error(`A customer's message was refused: ${answer.status} ${await answer.text()}`);
  const isReference = /reference is \W*([A-Z0-9]{4}-[A-Z0-9]{4})/;
  const told = await channel.until(thread, ({ body }) => isReference.test(body), signal);
  const reference = isReference.exec(told.body)?.[1] ?? '';
  const agent = agents[number % agents.length];
  const status = await agent?.claim(reference);
  if (agent === undefined || status !== 200)
    throw new Error(`Nobody could claim ${reference}: ${String(status)}`);
  await channel.until(thread, ({ body }) => body.includes('You are talking to'), signal);
  return { thread, reference, agent };
}

/** How many messages each thread gets. */
function shares({ messages, threads }: Variant): number[] {
  const busy = Math.min(BUSY_MESSAGES, Math.floor(messages / (3 * BUSY_THREADS)));
  const others = threads - BUSY_THREADS;
  const rest = messages - busy * BUSY_THREADS;
  return Array.from({ length: threads }, (_, at) =>
    at < BUSY_THREADS ? busy : Math.floor((rest + at - BUSY_THREADS) / others),
  );
}

/** Kills the server at random moments, spread over the messages. @returns the times, and what went wrong */
async function killServer(
  { servers, channel, signal }: Ground,
  { kills, messages }: Variant,
): Promise<{ times: number[]; faults: string[] }> {
  const random = seededRandom(seed + 1);
  const times: number[] = [];
  const faults: string[] = [];
  const before = channel.taken;
  for (let killed = 1; killed <= kills; killed += 1) {
    // Just after a message was accepted, while the response is in transit or being stored.
    await channel.untilAccepted(before + Math.floor((messages * killed * 0.8) / (kills + 1)), signal);
    await wait(random() * 30);
    if (!(await servers.kill(0))) faults.push('the server exited by itself');
    times.push(performance.now());
    channel.life += 1;
    await servers.start(0);
  }
  return { times, faults };
}

async function prove(variant: Variant, proof: Proof): Promise<boolean> {
  const { engine, kills, threads } = variant;
  const ground = await layGround(variant, proof);
  const { channel, servers, errors, statuses, signal } = ground;
  const chats: Chat[] = [];
  for (let number = 0; number < threads; number += 1) chats.push(await connect(ground, number));
  printLine(
    `${engine}: ${chats.length} customers in Teams are connected to ${AGENTS.length} agents (seed ${seed})`,
  );

  channel.isUnreliable = true;
  const began = performance.now();
  const counts = shares(variant);
  const said = new Map<string, string[]>();
  const killing = killServer(ground, variant);
  const talking = Promise.all(
    chats.map(async ({ thread, reference, agent }, at) => {
      const texts: string[] = [];
      said.set(thread, texts);
      for (let number = 1; number <= (counts[at] ?? 0); number += 1) {
        const text = `message ${number} to ${thread}`;
        await agent.say(reference, text, `${reference}-message-${number}`);
        texts.push(`${agent.name}: ${text}`);
      }
    }),
  );
  await talking;
  const accepted = performance.now();
  const patience = AbortSignal.any([signal, AbortSignal.timeout(DRAIN_MS)]);
  // Messages that have not arrived by then count as lost.
  await Promise.all(
    [...said].map(([thread, texts]) =>
      channel.until(thread, ({ text }) => text === texts.at(-1), patience).catch(() => undefined),
    ),
  );
  const ended = performance.now();
  // If too few messages were accepted, some kills never happen.
  const { times, faults } = await Promise.race([
    killing,
    wait(5000, { times: [], faults: ['not all kills happened'] }, { ref: false }),
  ]);
  await wait(LATE_MS);

  const verdict = judgeSending(said, channel.threads, times);
  const exits = await servers.stopAll();
  if (exits.some((code) => code !== 0))
    faults.push(`the server exited with ${exits.join()} when told to stop`);
  if ((statuses.get(500) ?? 0) > 0) faults.push(`${statuses.get(500)} requests were answered with 500`);
  if (errors.size > 0) faults.push(`errors logged: ${listOf(errors)}`);
  const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`;
  printLine(
    `${engine}: ${verdict.messages} messages accepted in ${seconds(began, accepted)}, all delivered after ${seconds(began, ended)}; ${times.length} of ${kills} kills`,
  );
  printLine(`  ${verdict.requests} requests to the channel; refused: ${listOf(verdict.refusals)}`);
  printLine(
    `  lost ${verdict.lost}, out of order ${verdict.outOfOrder}, doubled ${verdict.doubled}, repeated after a kill ${verdict.repeated}, too early after a refusal ${verdict.tooSoon}`,
  );
  const windows = verdict.fullest.map(({ most, ms, seen }) => `${seen} of ${most} in ${ms / 1000} s`);
  printLine(`  the fullest windows of a thread: ${windows.join(', ')}`);
  for (const problem of verdict.problems.slice(0, 10)) printLine(`  ${problem}`);
  for (const fault of faults) printLine(`  FAULT: ${fault}`);
  return sendingHolds(verdict) && faults.length === 0;
}

/** Creates a database on the proof's one PostgreSQL server, which starts when it is first needed. */
function databasesOf(proof: Proof): (name: string, engine: Engine) => Promise<string | undefined> {
  let server: ReturnType<typeof startPostgres> | undefined;
  return async (name, engine) => {
    if (engine === 'sqlite') return undefined;
    server ??= startPostgres(proof);
    return await (await server).createDatabase(name);
  };
}

await runProof(MAX_SECONDS, async (proof) => {
  await localBot();
  const calm = { messages: Number(values.messages), threads: Number(values.threads), kills: 0 };
  const deadly = {
    messages: Math.floor(calm.messages / 4),
    threads: Math.ceil(calm.threads / 3),
    kills: Number(values.kills),
  };
  const engine = values.engine === 'sqlite' || values.engine === 'postgres' ? values.engine : undefined;
  const urlOf = databasesOf(proof);
  const place = async (name: string, on: Engine) => ({
    name,
    engine: on,
    databaseUrl: await urlOf(name, on),
  });
  const isCalm = await prove({ ...(await place('calm', engine ?? 'sqlite')), ...calm }, proof);
  return (await prove({ ...(await place('deadly', engine ?? 'postgres')), ...deadly }, proof)) && isCalm;
});
