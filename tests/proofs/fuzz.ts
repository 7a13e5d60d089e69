/**
 * Sends a server on each engine many odd and hostile requests on all its routes. The server must never answer with 500,
 * never exit, never echo what it was sent, keep answering health checks, and not grow in memory. The requests are
 * seeded. Options: `--requests N` for each engine, `--seed N`, `--engine sqlite|postgres`.
 */
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { median, p99 } from '#evaluation/statistics.ts';
import { freePort } from '../support/free-port.ts';
import { timeOrdinaryMessage } from './attack/ordinary.ts';
import { targetOf } from './attack/target.ts';
import { Chance } from './fuzz/chance.ts';
import { MARK } from './fuzz/hostile.ts';
import { type FuzzedRequest, type Targets, makeRequest } from './fuzz/make-request.ts';
import { addAgent } from './support/add-agent.ts';
import { DeskAgent } from './support/desk-agent.ts';
import { startPostgres } from './support/postgres-server.ts';
import { runProof } from './support/proof.ts';
import { type RawResponse, sendRaw } from './support/raw-http.ts';
import { askGauge } from './support/read-gauge.ts';
import { ServerProcess } from './support/server-process.ts';
import { listOf, printLine } from './support/print-line.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '12000' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'both' },
  },
});
const requests = Number(values.requests);
const engines = (['sqlite', 'postgres'] as const).filter((kind) => ['both', kind].includes(values.engine));

const VISITORS = 30;
const ADDRESSES = Array.from({ length: 100 }, (_, at) => `127.50.${Math.floor(at / 50)}.${(at % 50) + 1}`);
const AT_ONCE = 6;
const PARTS = 6;
const BETWEEN_CHECKS_MS = 25;
/** The most that a health check may take, as the number of ordinary messages that the server could answer meanwhile. */
const MAX_HEALTH = 90;
const MAX_GROWTH = 1.1;
const SHOWN = 12;

/** What was observed while the requests were sent. */
interface Seen {
  statuses: Map<number, number>;
  /** Descriptions of wrong answers. */
  faults: string[];
  health: number[];
}

/** Describes what is wrong with an answer; undefined for a good one. */
function faultOf({ route, method }: FuzzedRequest, response: RawResponse | undefined): string | undefined {
  const what = `${method} ${route.path}`;
  // A refused upgrade or an oversized body ends the connection; that is an answer too.
  if (response === undefined) return undefined;
  // Bot Framework's protocol answers unknown invokes with 501.
  const isUnknownInvoke = response.status === 501 && route.path === '/api/messages';
  if (response.status >= 500 && !isUnknownInvoke)
    return `${what} was answered with ${response.status}: ${response.body.slice(0, 200)}`;
  const isPage = response.headers['content-type']?.includes('html') === true;
  const given = `${response.body}${JSON.stringify(response.headers)}`;
  if ((response.status >= 300 || isPage) && given.includes(MARK))
    return `${what} (${response.status}) echoed what it was sent`;
  return undefined;
}

async function fuzz(targets: Targets, count: number, chance: Chance, seen: Seen): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const request = makeRequest(targets, chance);
      const response = await sendRaw({ ...request, timeoutMs: 20_000 });
      const status = response?.status ?? 0;
      seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1);
      const fault = faultOf(request, response);
      if (fault !== undefined) seen.faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Checks the server's health until the signal. */
async function watchHealth(url: string, seen: Seen, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const response = await sendRaw({ url: `${url}/healthz`, from: '127.51.0.1' });
    if (response?.status === 200) seen.health.push(response.took);
    else if (!signal.aborted)
      seen.faults.push(`a health check was answered with ${response?.status ?? 'nothing'}`);
    await wait(BETWEEN_CHECKS_MS);
  }
}

/** Signs an agent in and starts conversations, so that every route has something to work on. */
async function createTargets(
  server: ServerProcess,
  place: { dataDir: string; databaseUrl: string | undefined },
  signal: AbortSignal,
): Promise<Targets> {
  await addAgent('Dana', place);
  const agent = await DeskAgent.signIn({ name: 'Dana', url: server.url, statuses: new Map(), signal });
  const target = targetOf(server, place.dataDir);
  const visitors = await Promise.all(
    Array.from({ length: VISITORS }, (_, at) => target.visit(ADDRESSES[at % ADDRESSES.length]!)),
  );
  return {
    url: server.url,
    visitors,
    cookie: agent.cookie,
    references: ['R-1', 'none'],
    addresses: ADDRESSES,
  };
}

const heapOf = async (server: ServerProcess): Promise<number> => {
  if (!server.isRunning) throw new Error(`The server exited: ${server.printed.slice(-12).join(' | ')}`);
  // Requests in flight do not count: only memory that stays matters.
  await wait(1_500);
  return (await askGauge(server, { ask: 'reading' })).heap;
};

/** Sends all requests. @returns the health checks' p99 in each part, and the heap size early and at the end */
async function fuzzInParts(server: ServerProcess, targets: Targets, seen: Seen) {
  const chance = new Chance(Number(values.seed));
  const health: number[] = [];
  let early = 0;
  for (let part = 0; part < PARTS; part += 1) {
    seen.health.length = 0;
    await fuzz(targets, requests / PARTS, chance, seen);
    health.push(p99(seen.health));
    if (part === 1) early = await heapOf(server);
  }
  return { health, early, end: await heapOf(server) };
}

/**
 * Fuzzes one server.
 * @param maxHealth the limit for a health check, in milliseconds
 * @returns whether it passed
 */
async function fuzzServer(
  server: ServerProcess,
  { targets, maxHealth }: { targets: Targets; maxHealth: number },
  signal: AbortSignal,
): Promise<boolean> {
  const seen: Seen = { statuses: new Map(), faults: [], health: [] };
  void watchHealth(server.url, seen, signal);
  const { health, early, end } = await fuzzInParts(server, targets, seen);
  const growth = end / early;
  // The median of the parts, because other load on the machine may delay one of them.
  const usual = median(health);
  if (growth > MAX_GROWTH) seen.faults.push(`the heap grew to ${Math.round(growth * 100)} %`);
  if (usual > maxHealth) seen.faults.push(`health p99 was ${usual.toFixed(0)} ms`);
  printLine(`  answers: ${listOf(seen.statuses)}`);
  const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
  printLine(
    `  health p99 ${health.map((each) => each.toFixed(1)).join(', ')} ms; ` +
      `heap ${megabytes(early)} → ${megabytes(end)} MB (${Math.round(growth * 100)} %); faults ${seen.faults.length}`,
  );
  for (const fault of [...new Set(seen.faults)].slice(0, SHOWN)) printLine(`  ${fault}`);
  return seen.faults.length === 0;
}

await runProof(420, async (proof) => {
  await localBot();
  const postgres = engines.includes('postgres') ? await startPostgres(proof) : undefined;
  const held: boolean[] = [];
  for (const engine of engines) {
    const dataDir = await makeDataDir(proof.folder, engine);
    const databaseUrl = engine === 'postgres' ? await postgres?.createDatabase('fuzz') : undefined;
    const errors = new Map<string, number>();
    const server = new ServerProcess({
      port: await freePort(),
      dataDir,
      databaseUrl,
      errors,
      withGauge: true,
    });
    proof.atEnd(async () => {
      await server.stop();
    });
    if (!(await server.ready)) throw new Error(`The server did not start: ${server.printed.join(' | ')}`);
    const over = new AbortController();
    proof.atEnd(() => over.abort());
    const targets = await createTargets(server, { dataDir, databaseUrl }, over.signal);
    const ordinary = await timeOrdinaryMessage(targetOf(server, dataDir));
    const maxHealth = ordinary * MAX_HEALTH;
    printLine(
      `${engine}: ${requests} requests; an ordinary message takes ${ordinary.toFixed(2)} ms, ` +
        `the limit for a health check is ${maxHealth.toFixed(0)} ms`,
    );
    held.push(await fuzzServer(server, { targets, maxHealth }, over.signal));
    if (errors.size > 0) printLine(`  logged as errors: ${listOf(errors)}`);
    over.abort();
    await server.stop();
  }
  return held.every(Boolean);
});
