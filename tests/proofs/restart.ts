/**
 * Starts the real server after a crash, on a database of 100,000 conversations, and measures how long it takes to be
 * ready: about as long as on an empty database. Options: `--conversations N`, `--engine sqlite|postgres`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median } from '#evaluation/statistics.ts';
import type { StoreConfig } from '#store/open-engine.ts';
import { DirectLineClient } from './support/direct-line.ts';
import { fillDatabase, type Filled, UNANSWERED } from './support/fill-database.ts';
import { freePort } from '../support/free-port.ts';
import { startPostgres } from './support/postgres-server.ts';
import { type Proof, runProof } from './support/proof.ts';
import { SECRET, type ServerOptions, ServerProcess } from './support/server-process.ts';
import { printLine } from './support/print-line.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '100000' },
    engine: { type: 'string', default: 'both' },
  },
});
const conversations = Number(values.conversations);
const engines = (['sqlite', 'postgres'] as const).filter((kind) => ['both', kind].includes(values.engine));

const STARTS = 5;
/** How many times as long as on an empty database the start may take. */
const MAX_TIMES_EMPTY = 1.5;
const POLL_MS = 10;

/** Seconds from the start of the process until `/readyz` reports ready. */
async function secondsUntilReady(server: ServerProcess): Promise<number> {
  while (server.isRunning) {
    const response = await fetch(`${server.url}/readyz`).catch(() => undefined);
    if (response?.ok === true) return (performance.now() - server.startedAt) / 1000;
    await response?.arrayBuffer();
    await wait(POLL_MS);
  }
  throw new Error(`The server did not start: ${server.printed.join('\n')}`);
}

/** Seconds from the start of the process until a new visitor's first message is answered. */
async function secondsUntilAnswer(server: ServerProcess): Promise<number> {
  const client = new DirectLineClient(() => server.url, new Map(), AbortSignal.timeout(30_000));
  const opened = await client.open();
  const id = await client.post(opened, 'Is the ESR900 patched?', 'first');
  for (;;) {
    const { activities } = await client.poll(opened, '0');
    if (activities.some(({ replyToId }) => replyToId === id)) break;
  }
  return (performance.now() - server.startedAt) / 1000;
}

/** Counts the waiting messages that are answered in time. */
async function countAnswered({ unanswered }: Filled, server: ServerProcess): Promise<number> {
  const client = new DirectLineClient(() => server.url, new Map(), AbortSignal.timeout(30_000));
  const readers = unanswered.map(async (conversationId) => {
    for (;;) {
      const { activities } = await client.poll({ conversationId, token: SECRET }, '0');
      const waited = activities.findLast(({ from }) => from.role === 'user');
      const answers = activities.filter(({ replyToId }) => replyToId === waited?.id);
      if (answers.length > 0) return;
      await wait(50);
    }
  });
  const results = await Promise.allSettled(readers);
  return results.filter(({ status }) => status === 'fulfilled').length;
}

/**
 * Starts a server, and kills it once it has answered a first message.
 * @param what names the start in the report
 * @param whileRunning runs before the server is killed
 * @returns the seconds until it was ready
 */
async function restart(
  proof: Proof,
  options: ServerOptions,
  what: string,
  whileRunning?: (server: ServerProcess) => Promise<void>,
): Promise<number> {
  const server = new ServerProcess(options);
  proof.atEnd(async () => {
    await server.kill();
  });
  const [ready, answer] = [await secondsUntilReady(server), await secondsUntilAnswer(server)];
  printLine(
    `  ${what}: ready after ${ready.toFixed(2)} s, a first message answered after ${answer.toFixed(2)} s`,
  );
  await whileRunning?.(server);
  await server.kill();
  return ready;
}

async function prove(engine: 'sqlite' | 'postgres', proof: Proof): Promise<boolean> {
  const postgres = engine === 'postgres' ? await startPostgres(proof) : undefined;
  const errors = new Map<string, number>();
  const place = async (name: string) => ({
    port: await freePort(),
    dataDir: await makeDataDir(proof.folder, `${engine}-${name}`),
    databaseUrl: await postgres?.createDatabase(name),
    errors,
  });
  const [full, empty] = [await place('full'), await place('empty')];
  const filled = await fill(engine, full);

  let answered = 0;
  const count = async (server: ServerProcess): Promise<void> => {
    answered = await countAnswered(filled, server);
  };
  const seconds: { full: number[]; empty: number[] } = { full: [], empty: [] };
  for (let start = 1; start <= STARTS; start += 1) {
    seconds.full.push(await restart(proof, full, `start ${start}`, start === 1 ? count : undefined));
    seconds.empty.push(await restart(proof, empty, `start ${start}, empty`));
  }
  printLine(`  ${answered} of ${UNANSWERED} waiting messages were answered`);
  const ready = median(seconds.full);
  const times = ready / median(seconds.empty);
  printLine(`  ready after ${ready.toFixed(2)} s (median), ${times.toFixed(2)} times as long as when empty`);
  return answered === UNANSWERED && times <= MAX_TIMES_EMPTY;
}

/** Fills a database with conversations, and reports how long that took. */
async function fill(engine: string, place: StoreConfig): Promise<Filled> {
  const began = performance.now();
  const filled = await fillDatabase(place, conversations);
  const took = (performance.now() - began) / 1000;
  printLine(
    `${engine}: ${conversations} conversations with ${filled.activities} activities created in ${took.toFixed(1)} s`,
  );
  return filled;
}

await runProof(240, async (proof) => {
  // Trains the classifier unless an earlier run did, so that no start includes it.
  await localBot();
  let all = engines.length > 0;
  for (const engine of engines) all = (await prove(engine, proof)) && all;
  return all;
});
