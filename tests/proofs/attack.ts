/**
 * Attacks a real server with its default limits while customers keep chatting, and measures inside the server what each
 * attack costs: the longest stall of the event loop, and memory. The limit for a stall is a multiple of an ordinary
 * message's time in the same server, so that the machine's speed does not matter. `--only WORDS` runs the attacks whose
 * names contain these words.
 *
 * Two cases have separate proofs: a database host that vanishes, and clients that keep the server from stopping.
 */
import { parseArgs } from 'node:util';
import { freePort } from '../support/free-port.ts';
import type { Attack } from './attack/attack.ts';
import { bodies } from './attack/bodies.ts';
import { Bystanders, type Service } from './attack/bystanders.ts';
import { timeOrdinaryMessage } from './attack/ordinary.ts';
import { polls, questions } from './attack/polls.ts';
import { guesses } from './attack/sign-in.ts';
import { accounts, letters, runs } from './attack/runs.ts';
import { deafStreams, resets } from './attack/sockets.ts';
import { clockSteps, databaseGone } from './attack/surroundings.ts';
import { type Target, targetOf } from './attack/target.ts';
import { texts } from './attack/texts.ts';
import { deafDownloads, fillDisk, manyParts } from './attack/uploads.ts';
import type { GaugeReading } from './support/gauge.ts';
import { runProof } from './support/proof.ts';
import { askGauge } from './support/read-gauge.ts';
import { ServerProcess } from './support/server-process.ts';
import { listOf, printLine } from './support/print-line.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });

const ATTACKS: readonly Attack[] = [
  bodies,
  resets,
  texts,
  letters,
  runs,
  deafStreams,
  guesses,
  accounts,
  manyParts,
  fillDisk,
  deafDownloads,
  polls,
  questions,
  clockSteps,
  databaseGone,
];

/** The longest stall of the event loop, as the number of ordinary messages that the server could answer meanwhile. */
const MAX_STALL = 90;
/** The longest that a customer may wait for an acknowledgement; the attacker uses the same machine. */
const MAX_WAIT_MS = 2_000;

/** Other load on the machine can slow an attack down now and then, but not every time. */
const TRIES = 3;

/** What all attacks share. */
interface Scene {
  target: Target;
  bystanders: Bystanders;
  /** The limit for a stall, in milliseconds. */
  maxStall: number;
}

/** The outcome of one attack. */
interface Outcome {
  attack: Attack;
  /** The limit for a stall, in milliseconds. */
  maxStall: number;
  statuses: Map<number, number>;
  service: Service;
  reading: GaugeReading;
  problem: string | undefined;
}

async function attackOnce({ target, bystanders, maxStall }: Scene, attack: Attack): Promise<Outcome> {
  target.statuses.clear();
  await askGauge(target.server, { ask: 'reset' });
  let problem: string | undefined;
  const work = async (): Promise<void> => {
    problem = await attack.run(target);
  };
  // Without its database, the server is right to refuse everyone.
  const isLast = attack === databaseGone;
  const service = isLast ? await work().then(() => UNWATCHED) : await bystanders.watch(work);
  const reading = await askGauge(target.server, { ask: 'reading' });
  return { attack, maxStall, statuses: new Map(target.statuses), service, reading, problem };
}

/** Repeats an attack if timing was the only problem. */
async function attackUntilUndelayed(scene: Scene, attack: Attack): Promise<Outcome> {
  let outcome = await attackOnce(scene, attack);
  for (
    let tries = 1;
    tries < TRIES && delaysOf(outcome).length > 0 && faultsOf(outcome).length === 0;
    tries += 1
  ) {
    printLine(`again  ${attack.name}: ${delaysOf(outcome).join(', ')}`);
    outcome = await attackOnce(scene, attack);
  }
  return outcome;
}

const UNWATCHED: Service = { longestWait: 0, healthP99: 0, failed: 0 };

/** Describes what the server did wrong; empty if nothing. */
function faultsOf({ attack, statuses, problem }: Outcome): string[] {
  const bad = [...statuses.keys()].filter(
    (status) => status >= 500 && attack.mayAnswer?.includes(status) !== true,
  );
  return [...(problem === undefined ? [] : [problem]), ...bad.map((status) => `it answered ${status}`)];
}

/** Describes what took too long. */
function delaysOf({ maxStall, service, reading }: Outcome): string[] {
  return [
    ...(reading.longestStall > maxStall
      ? [`the event loop stalled for ${reading.longestStall.toFixed(0)} ms`]
      : []),
    ...(service.longestWait > MAX_WAIT_MS ? [`a customer waited ${service.longestWait.toFixed(0)} ms`] : []),
    ...(service.failed > 0 ? [`${service.failed} requests of customers failed`] : []),
  ];
}

function report(outcome: Outcome): boolean {
  const { attack, statuses, service, reading } = outcome;
  const problems = [...faultsOf(outcome), ...delaysOf(outcome)];
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
  printLine(`${problems.length === 0 ? 'held  ' : 'FAILED'} ${attack.name}`);
  printLine(
    `       stall ${reading.longestStall.toFixed(0)} ms, heap ${megabytes(reading.heap)}, memory ${megabytes(reading.resident)}, ` +
      `customers waited ${service.longestWait.toFixed(0)} ms, health p99 ${service.healthP99.toFixed(0)} ms; answers: ${listOf(statuses)}`,
  );
  for (const problem of problems) printLine(`       ${problem}`);
  return problems.length === 0;
}

await runProof(480, async ({ folder, atEnd }) => {
  await localBot();
  const dataDir = await makeDataDir(folder, 'attacked');
  const errors = new Map<string, number>();
  const environment = { RATE_LIMIT: 'on' };
  const server = new ServerProcess({
    port: await freePort(),
    dataDir,
    databaseUrl: undefined,
    errors,
    environment,
    withGauge: true,
  });
  atEnd(async () => {
    await server.stop();
  });
  if (!(await server.ready)) throw new Error(`The server did not start: ${server.printed.join(' | ')}`);
  const target = targetOf(server, dataDir);
  const ordinary = await timeOrdinaryMessage(target);
  const maxStall = ordinary * MAX_STALL;
  printLine(
    `An ordinary message takes ${ordinary.toFixed(2)} ms, the limit for a stall is ${maxStall.toFixed(0)} ms.`,
  );
  const scene: Scene = { target, maxStall, bystanders: await Bystanders.arrive(target) };
  const held: boolean[] = [];
  for (const attack of ATTACKS.filter(({ name }) => name.includes(values.only))) {
    const outcome = await Promise.race([
      attackUntilUndelayed(scene, attack),
      server.ended.then(() => undefined),
    ]);
    if (outcome === undefined) {
      printLine(`FAILED ${attack.name}: the server exited. ${server.printed.slice(-8).join(' | ')}`);
      return false;
    }
    held.push(report(outcome));
  }
  if (errors.size > 0) printLine(`Logged as errors: ${listOf(errors)}`);
  return held.every(Boolean);
});
