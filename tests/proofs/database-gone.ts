/**
 * Proves that the server survives a database host that vanishes: at first only the open connections go silent, then all
 * of them. The server must log this once, `/readyz` must always answer within two seconds, and service must resume
 * within 15 seconds of the host's return. No message may be lost or answered twice.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { DirectLineClient, type Opened } from './support/direct-line.ts';
import { startPostgres } from './support/postgres-server.ts';
import { type Proof, runProof } from './support/proof.ts';
import { ServerProcess } from './support/server-process.ts';
import { printLine } from './support/print-line.ts';
import { startVanishingHost, type VanishingHost } from './support/vanishing-host.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const MAX_SECONDS = 15;
const MAX_READY_SECONDS = 2;
const AWAY_SECONDS = 10;
const VISITORS = 20;

/** Polls `/readyz`. */
function watchReadiness(url: string) {
  let slowest = 0;
  let refusals = 0;
  const ending = new AbortController();
  const done = (async () => {
    while (!ending.signal.aborted) {
      const began = performance.now();
      const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      slowest = Math.max(slowest, (performance.now() - began) / 1000);
      if (!response.ok) refusals += 1;
      await wait(200);
    }
  })();
  return async (): Promise<{ slowest: number; refusals: number }> => {
    ending.abort();
    await done;
    return { slowest, refusals };
  };
}

interface Scene {
  server: ServerProcess;
  host: VanishingHost;
  client: DirectLineClient;
  visitors: Opened[];
}

/** Sends one message per visitor. @returns seconds until the last one is answered */
async function sayAll({ client, visitors }: Scene, clientId: string): Promise<number> {
  const began = performance.now();
  await Promise.all(
    visitors.map(async (visitor) => {
      const id = await client.post(visitor, 'Is the ESR900 patched?', clientId);
      for (;;) {
        const { activities } = await client.poll(visitor, '0');
        if (activities.some(({ replyToId }) => replyToId === id)) return;
        await wait(50);
      }
    }),
  );
  return (performance.now() - began) / 1000;
}

/** Runs one fault. @returns whether the server coped */
async function prove(scene: Scene, title: string, fault: () => Promise<void>): Promise<boolean> {
  const readiness = watchReadiness(scene.server.url);
  await fault();
  const seconds = await sayAll(scene, title);
  const { slowest, refusals } = await readiness();
  printLine(
    `${title}: all ${VISITORS} visitors answered after ${seconds.toFixed(1)} s; ` +
      `/readyz answered within ${slowest.toFixed(2)} s, ${refusals} times with “not ready”`,
  );
  return seconds <= MAX_SECONDS && slowest <= MAX_READY_SECONDS;
}

/** Checks that every message was stored once and answered once. */
async function isComplete({ client, visitors }: Scene, messages: number): Promise<boolean> {
  const pages = await Promise.all(visitors.map((visitor) => client.poll(visitor, '0')));
  return pages.every(({ activities }) => {
    const fromCustomers = activities.filter(({ from }) => from.role === 'user');
    const answers = activities.filter(({ text }) => text?.startsWith('**ESR900') === true);
    return (
      fromCustomers.length === messages &&
      answers.length === messages &&
      fromCustomers.every(({ id }) => answers.some(({ replyToId }) => replyToId === id))
    );
  });
}

async function setScene(proof: Proof, errors: Map<string, number>): Promise<Scene> {
  const postgres = await startPostgres(proof);
  const real = new URL(await postgres.createDatabase('gone'));
  const host = await startVanishingHost(proof, Number(real.port));
  real.port = String(host.port);
  const dataDir = await makeDataDir(proof.folder, 'server');
  const server = new ServerProcess({ port: await freePort(), dataDir, databaseUrl: real.href, errors });
  proof.atEnd(async () => {
    await server.kill();
  });
  if (!(await server.ready)) throw new Error(`The server did not start: ${server.printed.join('\n')}`);
  const client = new DirectLineClient(() => server.url, new Map(), AbortSignal.timeout(120_000));
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => client.open()));
  return { server, host, client, visitors };
}

await runProof(150, async (proof) => {
  // Trains the classifier unless an earlier run did, so that no start includes it.
  await localBot();
  const errors = new Map<string, number>();
  const scene = await setScene(proof, errors);
  const { host } = scene;
  printLine(
    `before: all ${VISITORS} visitors answered after ${(await sayAll(scene, 'before')).toFixed(1)} s`,
  );
  const old = await prove(scene, 'open connections vanish', () => {
    host.vanish();
    return Promise.resolve();
  });
  const idle = await prove(scene, 'open connections vanish while nobody says anything', async () => {
    host.vanish();
    await wait(5000);
  });
  const all = await prove(scene, `the host vanishes for ${AWAY_SECONDS} s`, async () => {
    host.setReachable(false);
    host.vanish();
    await wait(AWAY_SECONDS * 1000);
    host.setReachable(true);
  });
  const complete = await isComplete(scene, 4);
  printLine(
    complete ? 'Every message was stored once and answered once.' : 'MESSAGES WERE LOST OR DUPLICATED.',
  );
  const outages = [...errors].filter(([message]) => message.startsWith('The database does not answer'));
  const times = outages.reduce((sum, [, count]) => sum + count, 0);
  printLine(
    `The log reported ${times} times that the database does not answer; other errors: ${errors.size - outages.length}`,
  );
  for (const [message, count] of errors) printLine(`  ${count} × ${message}`);
  return old && idle && all && complete && times >= 1 && times <= 3;
});
