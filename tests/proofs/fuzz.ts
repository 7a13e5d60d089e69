/**
 * Sends a server on each engine many odd and hostile requests over all its routes, and checks that it never fails,
 * never ends, never gives back what it was sent, answers health checks meanwhile, and does not grow. The requests are
 * seeded. `--requests N` for each engine, `--seed N`, `--engine sqlite|postgres`.
 */
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { p99 } from '../../src/evaluation/statistics.ts';
import { freePort } from '../support/free-port.ts';
import { targetOf } from './attack/target.ts';
import { Chance } from './fuzz/chance.ts';
import { MARK } from './fuzz/hostile.ts';
import { type FuzzedRequest, type Known, makeRequest } from './fuzz/make-request.ts';
import { addAgent } from './support/add-agent.ts';
import { DeskAgent } from './support/desk-agent.ts';
import { startPostgres } from './support/postgres-server.ts';
import { runProof } from './support/proof.ts';
import { type RawResponse, sendRaw } from './support/raw-http.ts';
import { askGauge } from './support/read-gauge.ts';
import { ServerProcess } from './support/server-process.ts';
import { listOf, tell } from './support/tell.ts';
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
const BETWEEN_CHECKS_MS = 25;
const MOST_HEALTH_MS = 50;
const MOST_GROWTH = 1.1;
const SHOWN = 12;

/** What was seen while the requests went out. */
interface Seen {
  statuses: Map<number, number>;
  /** Requests whose answers were wrong, in words. */
  faults: string[];
  health: number[];
}

/** What is wrong with an answer; undefined for a good one. */
function faultOf({ route, method }: FuzzedRequest, response: RawResponse | undefined): string | undefined {
  const what = `${method} ${route.path}`;
  // A refused upgrade and a body that is too large end the connection; that is an answer too.
  if (response === undefined) return undefined;
  // Says the protocol of an invoke that nobody here knows.
  const isUnknownInvoke = response.status === 501 && route.path === '/api/messages';
  if (response.status >= 500 && !isUnknownInvoke)
    return `${what} was answered with ${response.status}: ${response.body.slice(0, 200)}`;
  const isPage = response.headers['content-type']?.includes('html') === true;
  const given = `${response.body}${JSON.stringify(response.headers)}`;
  if ((response.status >= 300 || isPage) && given.includes(MARK))
    return `${what} (${response.status}) gave back what it was sent`;
  return undefined;
}

async function fuzz(known: Known, count: number, chance: Chance, seen: Seen): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const request = makeRequest(known, chance);
      const response = await sendRaw({ ...request, timeoutMs: 20_000 });
      const status = response?.status ?? 0;
      seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1);
      const fault = faultOf(request, response);
      if (fault !== undefined) seen.faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Asks for the server's health until it is told to end. */
async function watchHealth(url: string, seen: Seen, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const response = await sendRaw({ url: `${url}/healthz`, from: '127.51.0.1' });
    if (response?.status === 200) seen.health.push(response.took);
    else if (!signal.aborted)
      seen.faults.push(`a health check was answered with ${response?.status ?? 'nothing'}`);
    await wait(BETWEEN_CHECKS_MS);
  }
}

/** Signs an agent in and lets visitors come, so that there is something behind every door. */
async function becomeKnown(
  server: ServerProcess,
  place: { dataDir: string; databaseUrl: string | undefined },
  signal: AbortSignal,
): Promise<Known> {
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
  if (!server.isRunning) throw new Error(`The server ended: ${server.printed.slice(-12).join(' | ')}`);
  // What is still on its way, and what was asked last, is not what stays.
  await wait(1_500);
  return (await askGauge(server, { ask: 'reading' })).heap;
};

await runProof(420, async (proof) => {
  await localBot();
  const postgres = engines.includes('postgres') ? await startPostgres(proof) : undefined;
  let holds = true;
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
    const known = await becomeKnown(server, { dataDir, databaseUrl }, over.signal);
    const seen: Seen = { statuses: new Map(), faults: [], health: [] };
    const chance = new Chance(Number(values.seed));

    const watching = watchHealth(server.url, seen, over.signal);
    await fuzz(known, requests / 3, chance, seen);
    const before = await heapOf(server);
    await fuzz(known, (requests / 3) * 2, chance, seen);
    const after = await heapOf(server);
    over.abort();
    await watching;

    const growth = after / before;
    const slowest = p99(seen.health);
    if (growth > MOST_GROWTH) seen.faults.push(`the heap grew to ${Math.round(growth * 100)} %`);
    if (slowest > MOST_HEALTH_MS) seen.faults.push(`health p99 was ${slowest.toFixed(0)} ms`);
    tell(`${engine}: ${requests} requests; answers: ${listOf(seen.statuses)}`);
    tell(
      `  health p99 ${slowest.toFixed(1)} ms, heap ${Math.round(before / 1024 / 1024)} → ${Math.round(after / 1024 / 1024)} MB (${Math.round(growth * 100)} %), faults ${seen.faults.length}`,
    );
    for (const fault of [...new Set(seen.faults)].slice(0, SHOWN)) tell(`  ${fault}`);
    if (errors.size > 0) tell(`  logged as errors: ${listOf(errors)}`);
    holds &&= seen.faults.length === 0;
    await server.stop();
  }
  return holds;
});
