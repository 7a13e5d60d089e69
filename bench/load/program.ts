import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** A server, ours or a peer's, running as a separate process. */
export interface Program {
  pid: number;
  /** The URL at which it listens, as it printed. */
  url: string;
  /** Stops it and waits until it has exited. */
  stop: () => Promise<void>;
}

export interface ProgramOptions {
  /** Added to this process's environment. */
  environment?: Record<string, string>;
  /** For Node itself, e.g. `--cpu-prof`. */
  nodeOptions?: readonly string[];
  /** The only core that it may use, counted from 0, if the system supports that. */
  core?: number | undefined;
}

/** Whether a program can be pinned to one core here. */
export const canPin = spawnSync('taskset', ['--version']).status === 0;

/**
 * Starts a script and waits until it prints that it is ready, and where. Its log is written as in production, but
 * discarded. @throws if it exits before that
 */
export async function startProgram(
  script: string,
  { environment = {}, nodeOptions = [], core }: ProgramOptions = {},
): Promise<Program> {
  const pin = core !== undefined && canPin ? ['taskset', '--cpu-list', String(core)] : [];
  const [command, ...given] = [...pin, process.execPath, ...nodeOptions, script];
  const child = spawn(command ?? '', given, {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const url = await listeningUrl(child);
  if (url === undefined || child.pid === undefined) {
    await ended;
    throw new Error(`${script} exited before it was ready; start it by hand to see why.`);
  }
  return {
    pid: child.pid,
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function listeningUrl({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) return undefined;
  for await (const line of createInterface({ input: stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url !== undefined) {
      // Its further output is read and discarded, so that it never waits for a reader.
      stdout.resume();
      return url;
    }
  }
  return undefined;
}

/** Reads the VmRSS of a process in megabytes; undefined without /proc. */
export async function residentMegabytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** The clock ticks per second in which `/proc` counts processor time, on every Linux. */
const TICKS_PER_SECOND = 100;

/** Milliseconds of processor time, all threads of a process together. */
interface ProcessTimes {
  pid: number;
  parent: number;
  own: number;
  /** Of its ended children. */
  ended: number;
}

/** @returns undefined if there is no such process, or no /proc */
export async function readProcessTimes(pid: number): Promise<ProcessTimes | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The second field is the program's name, which may have blanks; the third and fourth are its state and parent.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields
    .slice(11, 15)
    .map((ticks) => (ticks * 1000) / TICKS_PER_SECOND);
  return { pid, parent: fields[1] ?? 0, own: user + system, ended: endedUser + endedSystem };
}

/** Reads the processor time that a process and its ended children have used so far, in ms; NaN without /proc. */
export async function processorMilliseconds(pid: number): Promise<number> {
  const { own, ended } = (await readProcessTimes(pid)) ?? { own: Number.NaN, ended: 0 };
  return own + ended;
}
