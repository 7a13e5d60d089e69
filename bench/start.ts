/**
 * Measures the time from start to ready, with a warm cache and with none, and the memory at rest next to a bare echo
 * bot's.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '#cli/run-command.ts';
import { median } from '#evaluation/statistics.ts';
import { residentMegabytes, startProgram } from './load/program.ts';
import { startOptions } from './load/support-bot.ts';
import { printAim, printTable } from './show.ts';

const warmStarts = 5;
/** Long enough for the garbage from starting to be collected. */
const restMilliseconds = 3000;
const aims = { warm: 2, cold: 10 };

interface Start {
  seconds: number;
  /** Megabytes at rest, when requested and reported by the system (Linux). */
  residentMegabytes: number | undefined;
}

/** Starts a program, waits until it is ready, and stops it. @throws when it exits before that */
async function startOnce(script: string, dataDir: string, { rest = false } = {}): Promise<Start> {
  const nodeOptions = await startOptions();
  const before = performance.now();
  const program = await startProgram(script, { environment: { DATA_DIR: dataDir }, nodeOptions });
  try {
    const seconds = (performance.now() - before) / 1000;
    if (rest) await sleep(restMilliseconds);
    return { seconds, residentMegabytes: rest ? await residentMegabytes(program.pid) : undefined };
  } finally {
    await program.stop();
  }
}

await runCommand(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-start-'));
  try {
    console.error('First start, with an empty cache (the classifier is trained)');
    const cold = await startOnce('src/main.ts', dataDir);
    const warm: number[] = [];
    for (let run = 1; run <= warmStarts; run += 1) {
      console.error(`Start ${run} of ${warmStarts} with a warm cache`);
      warm.push((await startOnce('src/main.ts', dataDir)).seconds);
    }
    console.error('Memory at rest');
    const ours = await startOnce('src/main.ts', dataDir, { rest: true });
    const echo = await startOnce('bench/echo-bot.ts', dataDir, { rest: true });

    console.log('\nFrom start to ready, seconds');
    printTable([
      ['', 'median', 'least', 'most'],
      ...[
        { name: `warm cache, ${warmStarts} starts`, times: warm },
        { name: 'empty cache, first start', times: [cold.seconds] },
        { name: 'bare echo bot', times: [echo.seconds] },
      ].map(({ name, times }) => [
        name,
        ...[median(times), Math.min(...times), Math.max(...times)].map((seconds) => seconds.toFixed(2)),
      ]),
    ]);
    printAim('warm start, median', median(warm), aims.warm, 's');
    printAim('first start', cold.seconds, aims.cold, 's');
    if (ours.residentMegabytes !== undefined && echo.residentMegabytes !== undefined) {
      const ratio = ours.residentMegabytes / echo.residentMegabytes;
      console.log(
        `\nResident memory at rest: this bot ${ours.residentMegabytes.toFixed(0)} MB, bare echo bot ${echo.residentMegabytes.toFixed(0)} MB, ratio ${ratio.toFixed(2)}`,
      );
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
