/**
 * Kills the real server over and over, with SIGKILL at random moments while clients talk to it, and checks what
 * happened to every message that it had accepted. Options: `--kills N` for each engine, `--engine sqlite|postgres`,
 * `--seed N`, `--clients N`.
 */
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import type { BotLogic } from '#bot/support-bot.ts';
import { databaseFile } from '#store/sqlite.ts';
import { seededRandom } from '#understanding/classifier/random.ts';
import { Customer } from './support/customer.ts';
import { DirectLineClient, type Statuses } from './support/direct-line.ts';
import { factFaults } from './support/fact-faults.ts';
import { freePort } from '../support/free-port.ts';
import { awaitMoment, chooseMoment, type KillPlan, type Moment } from './support/kill-plan.ts';
import { Ledger } from './support/ledger.ts';
import { type PostgresServer, startPostgres } from './support/postgres-server.ts';
import { type Proof, runProof } from './support/proof.ts';
import { ServerProcess } from './support/server-process.ts';
import { listOf, printLine } from './support/print-line.ts';
import { describeVerdict, holds, judge } from './support/verdict.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '60' },
    engine: { type: 'string', default: 'both' },
    seed: { type: 'string', default: '1' },
    clients: { type: 'string', default: '8' },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const clients = Number(values.clients);
const engines = (['sqlite', 'postgres'] as const).filter((kind) => ['both', kind].includes(values.engine));

const DRAIN_MS = 25_000;
/** A start takes a second or two, and up to three times that on a busy machine. */
const secondsFor = (count: number): number => 60 + count * 6;

interface Lives {
  kills: number;
  moments: Map<Moment, number>;
  /** Servers that exited without being killed, and their last output. */
  endedByThemselves: string[];
}

/** Starts and kills a server `kills` times. */
async function killAgainAndAgain(start: () => ServerProcess, plan: KillPlan): Promise<Lives> {
  const lives: Lives = { kills: 0, moments: new Map(), endedByThemselves: [] };
  for (let index = 0; index < kills; index += 1) {
    const moment = chooseMoment(index, plan);
    const server = start();
    await awaitMoment(moment, server, plan);
    if (await server.kill()) lives.kills += 1;
    else lives.endedByThemselves.push(`${moment}: ${server.printed.slice(-5).join(' | ')}`);
    lives.moments.set(moment, (lives.moments.get(moment) ?? 0) + 1);
    if ((index + 1) % 10 === 0)
      printLine(`  ${index + 1} of ${kills} kills, ${plan.ledger.accepted} messages accepted`);
  }
  return lives;
}

/** How long an undisturbed start takes on this machine, in milliseconds. */
async function measureStart(start: () => ServerProcess): Promise<number> {
  const server = start();
  const isReady = await server.ready;
  const milliseconds = performance.now() - server.startedAt;
  await server.stop();
  if (!isReady) throw new Error(`The server did not start: ${server.printed.join('\n')}`);
  return milliseconds;
}

interface Ground {
  engine: 'sqlite' | 'postgres';
  dataDir: string;
  postgres: PostgresServer | undefined;
  databaseUrl: string | undefined;
}

async function prove({ engine, dataDir, postgres, databaseUrl }: Ground, proof: Proof, bot: BotLogic) {
  const began = performance.now();
  const errors = new Map<string, number>();
  const statuses: Statuses = new Map();
  const port = await freePort();
  let last: ServerProcess | undefined;
  const start = (): ServerProcess => (last = new ServerProcess({ port, dataDir, databaseUrl, errors }));
  proof.atEnd(async () => {
    await last?.kill();
  });
  const startMilliseconds = await measureStart(start);
  printLine(
    `${engine}: a start takes ${Math.round(startMilliseconds)} ms here; starting ${kills} kills (seed ${seed})`,
  );

  const ledger = new Ledger();
  const ending = new AbortController();
  proof.atEnd(() => ending.abort());
  const client = new DirectLineClient(() => `http://127.0.0.1:${port}`, statuses, ending.signal);
  const customers = Array.from(
    { length: clients },
    (_, index) =>
      new Customer({
        client,
        ledger,
        way: index % 2 === 0 ? 'socket' : 'poll',
        seed: seed * 1000 + index,
        messages: 25,
        patience: 0.5,
        signal: ending.signal,
      }),
  );
  let isOver = false;
  const talking = Promise.all(customers.map((customer) => customer.talk(() => isOver)));
  // Awaited below; a rejection must not end the process before that.
  talking.catch(() => undefined);
  const random = seededRandom(seed);
  const lives = await killAgainAndAgain(start, { random, ledger, postgres, startMilliseconds });

  const final = start();
  isOver = true;
  const drain = setTimeout(() => ending.abort(), DRAIN_MS);
  await talking;
  clearTimeout(drain);
  const reading = new DirectLineClient(() => final.url, statuses, AbortSignal.timeout(DRAIN_MS));
  const held = customers.flatMap((customer) => customer.held);
  const verdict = await judge(held, reading, bot);
  const exitCode = await final.stop();
  const faults = [
    ...lives.endedByThemselves.map((end) => `a server ended by itself (${end})`),
    ...(exitCode === 0 ? [] : [`the last server exited with ${exitCode} when told to stop`]),
    ...((statuses.get(500) ?? 0) === 0 ? [] : [`${statuses.get(500)} requests were answered with 500`]),
    ...(engine === 'sqlite' ? integrityFaults(dataDir) : []),
    ...(await factFaults({ dataDir, databaseUrl }, held)),
  ];
  printLine(`${engine}: ${lives.kills} kills (${listOf(lives.moments)})`);
  printLine(`  ${describeVerdict(verdict)}`);
  printLine(`  answers by status: ${listOf(statuses)}; errors logged: ${listOf(errors) || 'none'}`);
  printLine(`  ${Math.round((performance.now() - began) / 1000)} s`);
  for (const fault of faults) printLine(`  FAULT: ${fault}`);
  return holds(verdict) && faults.length === 0 && lives.kills === kills;
}

/** What SQLite's own integrity check finds after all those kills. */
function integrityFaults(dataDir: string): string[] {
  const database = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  const rows = database.prepare('pragma integrity_check').all();
  database.close();
  const found = rows.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
  return found.map((line) => `the database file is damaged: ${line}`);
}

await runProof(engines.length * secondsFor(kills), async (proof) => {
  const { bot } = await localBot();
  let all = engines.length > 0;
  for (const engine of engines) {
    const dataDir = await makeDataDir(proof.folder, engine);
    const postgres = engine === 'postgres' ? await startPostgres(proof) : undefined;
    const databaseUrl = await postgres?.createDatabase('kills');
    all = (await prove({ engine, dataDir, postgres, databaseUrl }, proof, bot)) && all;
  }
  return all;
});
