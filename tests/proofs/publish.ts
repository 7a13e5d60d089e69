/**
 * Publishes and rolls back releases of the knowledge under load, while servers and publishers are killed at random
 * moments, and checks that each message is answered once, by one release. Options: `--publishes N` for each engine,
 * `--engine sqlite|postgres`, `--seed N`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { p99 } from '#evaluation/statistics.ts';
import { loadDocuments } from '#knowledge/documents.ts';
import { importRelease } from '#releases/publish.ts';
import { openStore, type Store } from '#store/store.ts';
import { seededRandom } from '#understanding/classifier/random.ts';
import { freePort } from '../support/free-port.ts';
import { knowledgeDir } from '../support/classifier-cache.ts';
import { addAgent } from './support/add-agent.ts';
import { DirectLineClient, type Statuses } from './support/direct-line.ts';
import { DraftEditor } from './support/draft-editor.ts';
import { KillableServers } from './support/killable-servers.ts';
import { markDocuments, releasesIn } from './support/marked-releases.ts';
import { startPostgres } from './support/postgres-server.ts';
import { listOf, printLine } from './support/print-line.ts';
import { type Proof, runProof } from './support/proof.ts';
import { Publisher } from './support/publisher.ts';
import { AskingCustomer, type Sample, type TurnFaults } from './support/publish-traffic.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const { values } = parseArgs({
  options: {
    publishes: { type: 'string', default: '100' },
    engine: { type: 'string', default: 'both' },
    seed: { type: 'string', default: '1' },
  },
});
const publishes = Number(values.publishes);
const engines = (['sqlite', 'postgres'] as const).filter((kind) => ['both', kind].includes(values.engine));

const RELEASES = 5;
const CUSTOMERS = 4;
const QUIET_MS = 5000;
/** One in this many publications kills a server, and one in this many is made by a process that is killed. */
const KILLS_EVERY = 10;
const DIES_EVERY = 9;
/**
 * After this many publications a draft is published at the desk; every second time, its server is killed while it runs.
 */
const DRAFTS_EVERY = 8;
const EDITOR = 'Edie';
const MAX_UNTIL_DEATH_MS = 1500;
const NEAR_DOWN_MS = 1000;
const REASON = { actor: 'proof', note: '' };
const clock = (): Date => new Date();
const log = pino({ level: 'silent' });

interface Ground {
  engine: 'sqlite' | 'postgres';
  dataDirs: string[];
  databaseUrl: string | undefined;
  random: () => number;
}

/** Adds the releases, each with marked answers. @returns their numbers */
async function addReleases({ releases }: Store): Promise<number[]> {
  // Skips the expected answers: checking them takes longer than a publisher lives here.
  const documents = new Map(
    [...(await loadDocuments(knowledgeDir))].filter(([path]) => !path.startsWith('expected/')),
  );
  const numbers: number[] = [];
  for (let index = 1; index <= RELEASES; index += 1)
    numbers.push(await importRelease({ releases, clock }, markDocuments(documents, index), REASON));
  return numbers;
}

/** Publishes in a separate process and kills it at a random moment. */
async function publishAndDie(number: number, { dataDirs, databaseUrl, random }: Ground): Promise<void> {
  const command = join(import.meta.dirname, '../../src/cli/knowledge.ts');
  const child = spawn(process.execPath, [command, 'publish', String(number), '--by', 'proof'], {
    cwd: dataDirs[0],
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDirs[0],
      KNOWLEDGE_DIR: knowledgeDir,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), random() * MAX_UNTIL_DEATH_MS);
  await once(child, 'exit');
  clearTimeout(timer);
}

/** Asks a server until its answer comes from this release. @returns milliseconds */
async function untilAnswered(client: DirectLineClient, marker: string): Promise<number> {
  const began = performance.now();
  const opened = await client.open();
  for (let count = 0; ; count += 1) {
    await client.post(opened, 'Does EnShare cost anything?', `${opened.conversationId}-${count}`);
    const { activities } = await client.poll(opened, '0');
    if (releasesIn(activities).has(marker)) return performance.now() - began;
    await wait(100);
  }
}

/** Servers, a database with releases, and customers who keep asking. */
interface Stage {
  ground: Ground;
  servers: KillableServers;
  /** The numbers of the releases, in the order of their marks. */
  numbers: readonly number[];
  publish: (number: number) => Promise<void>;
  editor: DraftEditor;
  clientOf: (index: number) => DirectLineClient;
  statuses: Statuses;
  errors: Map<string, number>;
}

async function setUp(ground: Ground, proof: Proof): Promise<Stage> {
  const { dataDirs, databaseUrl } = ground;
  const [dataDir = ''] = dataDirs;
  const errors = new Map<string, number>();
  const statuses: Statuses = new Map();
  const servers = new KillableServers(
    await Promise.all(
      dataDirs.map(async (folder) => ({ port: await freePort(), dataDir: folder, databaseUrl, errors })),
    ),
  );
  proof.atEnd(() => servers.killAll());
  await servers.startAll();
  const store = await openStore({ dataDir, databaseUrl, role: 'tool' }, { clock, log });
  proof.atEnd(() => store.close());
  const publisher = new Publisher({ dataDir, databaseUrl });
  proof.atEnd(() => publisher.stop());
  const ending = new AbortController();
  proof.atEnd(() => ending.abort());
  await addAgent(EDITOR, { dataDir, databaseUrl, role: 'editor' });
  const editor = new DraftEditor(() => servers.urlOf(0), ending.signal);
  await editor.signIn(EDITOR);
  return {
    ground,
    servers,
    editor,
    numbers: await addReleases(store),
    publish: (number) => publisher.publish(number),
    clientOf: (index) => new DirectLineClient(() => servers.urlOf(index), statuses, ending.signal),
    statuses,
    errors,
  };
}

/** What happened while releases were published. */
interface Course {
  /** The times when a server was down. */
  downTimes: [from: number, to: number][];
  /** Milliseconds from each publication to the first answer from it, on each server. */
  arrivals: number[];
  /** Drafts that were published at the desk, and drafts found half published after a kill. */
  drafts: number;
  halves: number;
}

async function publishAgainAndAgain(stage: Stage): Promise<Course> {
  const { ground, servers, numbers, publish, clientOf } = stage;
  const { engine, random } = ground;
  const course: Course = { downTimes: [], arrivals: [], drafts: 0, halves: 0 };
  for (let count = 1; count <= publishes; count += 1) {
    const index = Math.floor(random() * RELEASES);
    const number = numbers[index] ?? 1;
    if (count % DIES_EVERY === 0) await publishAndDie(number, ground);
    await publish(number);
    if (count % KILLS_EVERY === 0) course.downTimes.push(await killAndStart(servers, count, random));
    for (let at = 0; at < servers.count; at += 1)
      course.arrivals.push(await untilAnswered(clientOf(at), String(index + 1)));
    if (count % DRAFTS_EVERY === 0) await publishDraft(stage, course);
    if (count % 20 === 0) printLine(`  ${engine}: ${count} of ${publishes} publications`);
  }
  return course;
}

/** Publishes a draft at the desk. Every second time, its server is killed at a random moment and restarted. */
async function publishDraft({ ground, servers, editor, clientOf }: Stage, course: Course): Promise<void> {
  course.drafts += 1;
  const marker = String(1000 + course.drafts);
  await editor.mark(marker);
  if (course.drafts % 2 === 0) {
    await editor.beginPublishing();
    course.downTimes.push(await killAndStart(servers, 0, ground.random));
    if (await editor.isHalf(marker)) course.halves += 1;
  }
  await editor.publish();
  for (let at = 0; at < servers.count; at += 1)
    course.arrivals.push(await untilAnswered(clientOf(at), marker));
}

async function killAndStart(
  servers: KillableServers,
  index: number,
  random: () => number,
): Promise<[from: number, to: number]> {
  await wait(random() * MAX_UNTIL_DEATH_MS);
  const from = performance.now();
  await servers.kill(index);
  await servers.start(index);
  return [from, performance.now()];
}

async function prove(ground: Ground, proof: Proof): Promise<boolean> {
  const stage = await setUp(ground, proof);
  const { numbers, publish, clientOf, servers } = stage;
  await publish(numbers[0] ?? 0);
  for (let at = 0; at < servers.count; at += 1) await untilAnswered(clientOf(at), '1');
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => new AskingCustomer(clientOf(index)));
  let isOver = false;
  const asking = Promise.all(customers.map((customer) => customer.ask(() => isOver)));
  // Awaited below; a rejection must not end the process before that.
  asking.catch(() => undefined);
  await wait(QUIET_MS);
  const quietUntil = performance.now();
  const course = await publishAgainAndAgain(stage);
  isOver = true;
  await asking;
  const faults = sumOf(await Promise.all(customers.map((customer) => customer.judge())));
  printVerdict(stage, course, faults);
  printTimes(
    customers.flatMap(({ samples }) => samples),
    course,
    quietUntil,
  );
  await servers.stopAll();
  return faults.messages > 0 && faults.lost + faults.doubled + faults.mixed + course.halves === 0;
}

function printVerdict(
  { ground, statuses, errors }: Stage,
  { downTimes, drafts, halves }: Course,
  faults: TurnFaults,
): void {
  printLine(
    `${ground.engine}: ${publishes} publications and ${drafts} drafts (${halves} half), ${downTimes.length} servers and ` +
      `${Math.floor(publishes / DIES_EVERY)} publishers killed; ${faults.messages} messages, ` +
      `lost ${faults.lost}, doubled ${faults.doubled}, mixed ${faults.mixed}`,
  );
  printLine(`  answers by status: ${listOf(statuses)}; errors logged: ${listOf(errors) || 'none'}`);
}

/** Messages sent while a server was down or had just started say nothing about publishing. */
function printTimes(samples: readonly Sample[], { downTimes, arrivals }: Course, quietUntil: number): void {
  const isUp = ({ at }: Sample): boolean =>
    !downTimes.some(([from, to]) => at > from - NEAR_DOWN_MS && at < to + NEAR_DOWN_MS);
  const timesOf = (some: readonly Sample[]): number[] => some.map(({ milliseconds }) => milliseconds);
  const quiet = p99(timesOf(samples.filter(({ at }) => at < quietUntil)));
  const busy = p99(timesOf(samples.filter((sample) => sample.at >= quietUntil && isUp(sample))));
  printLine(
    `  acknowledged with the answer, p99: quiet ${quiet.toFixed(1)} ms, while publishing ${busy.toFixed(1)} ms ` +
      `(${(busy / quiet).toFixed(2)} ×); the first answer from the new release after ` +
      `${Math.max(...arrivals).toFixed(0)} ms at most`,
  );
}

const sumOf = (all: readonly TurnFaults[]): TurnFaults =>
  all.reduce((sum, each) => ({
    messages: sum.messages + each.messages,
    lost: sum.lost + each.lost,
    doubled: sum.doubled + each.doubled,
    mixed: sum.mixed + each.mixed,
  }));

await runProof(60 + engines.length * publishes * 6, async (proof) => {
  await localBot();
  let all = engines.length > 0;
  for (const engine of engines) {
    const random = seededRandom(Number(values.seed));
    const postgres = engine === 'postgres' ? await startPostgres(proof) : undefined;
    const databaseUrl = await postgres?.createDatabase('publish');
    const names = engine === 'postgres' ? ['one', 'two'] : ['sqlite'];
    const dataDirs = await Promise.all(names.map((name) => makeDataDir(proof.folder, name)));
    all = (await prove({ engine, dataDirs, databaseUrl, random }, proof)) && all;
  }
  return all;
});
