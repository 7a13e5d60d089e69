/**
 * Measures the elapsed and processor time from start to ready, with and without warm caches, and the memory at rest,
 * compared with a bare echo bot in the same run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '#cli/run-command.ts';
import { median } from '#evaluation/statistics.ts';
import { startCommand } from '#tests/support/start-command.ts';
import { processorMilliseconds, residentMegabytes, startProgram } from './load/program.ts';
import { isQuick, printAim, printTable, report } from './show.ts';

const warmStarts = isQuick ? 3 : 7;
/** Long enough for the garbage from starting to be collected. */
const restMilliseconds = 5000;
const aims = { warm: 0.6, first: 5, memoryRatio: 1.3 };

interface Start {
  seconds: number;
  /** Seconds of processor time until it was ready; NaN if the system does not report it. */
  processorSeconds: number;
  /** Megabytes at rest; NaN if the system does not report it. */
  residentMegabytes: number;
}

/** Starts a program, waits until it is ready and at rest, and stops it. @throws if it exits before that */
async function startOnce(script: string, dataDir: string): Promise<Start> {
  const before = performance.now();
  const program = await startProgram(script, {
    environment: { DATA_DIR: dataDir },
    nodeOptions: startCommand.options,
  });
  try {
    const seconds = (performance.now() - before) / 1000;
    const processorSeconds = (await processorMilliseconds(program.pid)) / 1000;
    await sleep(restMilliseconds);
    return {
      seconds,
      processorSeconds,
      residentMegabytes: (await residentMegabytes(program.pid)) ?? Number.NaN,
    };
  } finally {
    await program.stop();
  }
}

await runCommand(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-start-'));
  try {
    console.error('First start, with empty caches (the classifier is trained)');
    const first = await startOnce(startCommand.script, dataDir);
    const warm: Start[] = [];
    const echo: Start[] = [];
    for (let run = 1; run <= warmStarts; run += 1) {
      console.error(`Start ${run} of ${warmStarts} with warm caches, and the echo bot`);
      warm.push(await startOnce(startCommand.script, dataDir));
      echo.push(await startOnce('bench/echo-bot.ts', dataDir));
    }
    show(first, warm, echo);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

function show(first: Start, warm: readonly Start[], echo: readonly Start[]): void {
  const of = (starts: readonly Start[], read: (start: Start) => number): number => median(starts.map(read));
  const seconds = (starts: readonly Start[]): number => of(starts, (start) => start.seconds);
  const memory = (starts: readonly Start[]): number => of(starts, (start) => start.residentMegabytes);
  console.log(`\nFrom start to ready, medians of ${warmStarts}`);
  printTable([
    ['', 'seconds', 'least', 'processor', 'MB at rest'],
    ...[
      { name: 'this bot, warm caches', starts: warm },
      { name: 'this bot, first start', starts: [first] },
      { name: 'bare echo bot', starts: echo },
    ].map(({ name, starts }) => [
      name,
      seconds(starts).toFixed(2),
      Math.min(...starts.map((start) => start.seconds)).toFixed(2),
      of(starts, (start) => start.processorSeconds).toFixed(2),
      memory(starts).toFixed(0),
    ]),
  ]);
  printAim('warm start, median', seconds(warm), aims.warm, 's');
  printAim('first start', first.seconds, aims.first, 's');
  printAim('memory at rest ÷ echo bot', memory(warm) / memory(echo), aims.memoryRatio, '');
  report([
    {
      what: 'start to ready, warm / first start',
      ours: `${seconds(warm).toFixed(2)} / ${first.seconds.toFixed(1)} s`,
      peer: `bare echo bot ${seconds(echo).toFixed(2)} s`,
    },
    {
      what: 'memory at rest',
      ours: `${memory(warm).toFixed(0)} MB`,
      peer: `bare echo bot ${memory(echo).toFixed(0)} MB`,
    },
  ]);
}
