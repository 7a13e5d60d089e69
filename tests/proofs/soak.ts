/**
 * Lets many customers come, chat and leave for some minutes, and watches the server's memory, which must stay flat over
 * the second half. Options: `--minutes N` (default 2), `--seed N`.
 */
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { freePort } from '../support/free-port.ts';
import { DIRECT_LINE, say, type Target, targetOf, type Visitor } from './attack/target.ts';
import { Chance } from './fuzz/chance.ts';
import { runProof } from './support/proof.ts';
import { nextLine } from './support/questions.ts';
import { askGauge } from './support/read-gauge.ts';
import { ServerProcess } from './support/server-process.ts';
import { listOf, printLine } from './support/print-line.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string', default: '1' } },
});
const minutes = Number(values.minutes);

const CUSTOMERS = 12;
const LINES = 6;
const PAUSE_MS = 150;
const SAMPLE_MS = 5_000;
const MEGABYTE = 1024 * 1024;
/** A smaller leak would not matter before the next restart. */
const MAX_MB_A_MINUTE = 1;

/** Resident memory over time. */
interface Sample {
  minute: number;
  megabytes: number;
}

/** One customer's visit: pages, suggestions, a conversation over a socket or by polling, and sometimes a file. */
async function visitOnce(target: Target, from: string, chance: Chance): Promise<void> {
  for (const path of [
    '/',
    '/widget.js',
    `/widget/questions?q=${chance.pick(['patch', 'camera', 'guest net', 'voice'])}`,
  ])
    await target.send({ path, from });
  const visitor = await target.visit(from);
  const socket = chance.percent(60) ? await listen(target, visitor) : undefined;
  for (let line = 0; line < LINES; line += 1) {
    await say(target, visitor, chance.percent(10) ? 'x'.repeat(3_000) : nextLine(chance.random));
    await wait(PAUSE_MS);
    if (socket === undefined) await poll(target, visitor);
  }
  if (chance.percent(20)) await sendFile(target, visitor);
  socket?.terminate();
}

const poll = (target: Target, { from, token, conversationId }: Visitor) =>
  target.send({
    path: `${DIRECT_LINE}/conversations/${conversationId}/activities`,
    headers: { authorization: `Bearer ${token}` },
    from,
  });

async function listen(
  target: Target,
  { from, token, conversationId }: Visitor,
): Promise<WebSocket | undefined> {
  const response = await target.send({
    path: `${DIRECT_LINE}/conversations/${conversationId}`,
    headers: { authorization: `Bearer ${token}` },
    from,
  });
  if (response?.status !== 200) return undefined;
  const { streamUrl } = JSON.parse(response.body) as { streamUrl: string };
  const socket = new WebSocket(streamUrl, { localAddress: from });
  socket.on('error', () => undefined);
  return socket;
}

const sendFile = (target: Target, { from, token, conversationId }: Visitor) =>
  target.send({
    path: `${DIRECT_LINE}/conversations/${conversationId}/upload?userId=visitor`,
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'text/plain',
      'content-disposition': 'attachment; filename="router.log"',
    },
    body: 'line of a log\n'.repeat(2_000),
    from,
  });

/** Growth in megabytes per minute, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (pick: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + pick(sample), 0) / samples.length;
  const [minute, megabytes] = [mean((sample) => sample.minute), mean((sample) => sample.megabytes)];
  const along = samples.reduce((sum, each) => sum + (each.minute - minute) * (each.megabytes - megabytes), 0);
  const spread = samples.reduce((sum, each) => sum + (each.minute - minute) ** 2, 0);
  return spread === 0 ? 0 : along / spread;
}

await runProof(minutes * 60 + 120, async ({ folder, atEnd }) => {
  await localBot();
  const dataDir = await makeDataDir(folder, 'soak');
  const errors = new Map<string, number>();
  const server = new ServerProcess({
    port: await freePort(),
    dataDir,
    databaseUrl: undefined,
    errors,
    withGauge: true,
  });
  atEnd(async () => {
    await server.stop();
  });
  if (!(await server.ready)) throw new Error(`The server did not start: ${server.printed.join(' | ')}`);
  const target = targetOf(server, dataDir);
  const began = performance.now();
  const minutesSince = (): number => (performance.now() - began) / 60_000;

  const customer = async (_: unknown, number: number): Promise<void> => {
    const chance = new Chance(Number(values.seed) + number);
    while (minutesSince() < minutes) await visitOnce(target, `127.60.0.${number + 1}`, chance);
  };
  const samples: Sample[] = [];
  const watch = async (): Promise<void> => {
    while (minutesSince() < minutes) {
      await wait(SAMPLE_MS);
      const { resident } = await askGauge(server, { ask: 'reading' });
      samples.push({ minute: minutesSince(), megabytes: resident / MEGABYTE });
      const { megabytes } = samples.at(-1)!;
      if (samples.length % 6 === 0)
        printLine(`  minute ${minutesSince().toFixed(1)}: ${megabytes.toFixed(0)} MB`);
    }
  };
  await Promise.all([watch(), ...Array.from({ length: CUSTOMERS }, customer)]);

  const secondHalf = samples.filter(({ minute }) => minute >= minutes / 2);
  const slope = slopeOf(secondHalf);
  printLine(`Answers: ${listOf(target.statuses)}`);
  printLine(
    `Memory over the second half of ${minutes} minutes: ${slope.toFixed(2)} MB a minute, at the end ${samples.at(-1)?.megabytes.toFixed(0)} MB`,
  );
  if (errors.size > 0) printLine(`Logged as errors: ${listOf(errors)}`);
  const failed = [...target.statuses.keys()].some((status) => status === 0 || status >= 500);
  return slope <= MAX_MB_A_MINUTE && !failed;
});
