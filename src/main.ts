/** Starts the server: reads the environment, builds the app, listens and shuts down, and nothing else. */
import { flushCompileCache } from 'node:module';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { readEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import { createReference } from './reference.ts';
import { explainStartFailure } from './start-failure.ts';

/** Milliseconds after which the process ends, even if something hangs. */
const STOPS_MS = 9500;

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

// A reader that has gone, such as a closed pager, is no reason to exit.
process.stdout.on('error', () => undefined);

async function main(): Promise<void> {
  const config = readConfig(readEnvironment());
  const log = createLog(config.logLevel);
  const app = createApp(config, {
    clock: () => new Date(),
    steadyClock: () => new Date(performance.timeOrigin + performance.now()),
    log,
    reference: createReference(),
    onProgress: (done, total, what) => tell(`Training on the knowledge, step ${done} of ${total} (${what})`),
  });

  let isStopping = false;
  const stop = (signal: string): void => {
    isStopping = true;
    log.info({ signal }, 'stopping');
    // Not process.exit, which waits for threads that are stuck in a call.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), STOPS_MS);
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'could not stop cleanly; exiting');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  // A stop during the start makes the start fail, which is not an error.
  const started = await app.start().catch((error: unknown) => {
    if (isStopping) return undefined;
    throw error;
  });
  if (started === undefined) return;
  // Node itself would write it only on a clean exit, so a server that is killed would start slowly again.
  flushCompileCache();
  const { url, deskSetUp, advice } = started;
  const site = config.directLine.publicUrl ?? url;
  const page = config.supportPage ? `\n  Support page with the chat: ${site}/` : '';
  const desk = deskSetUp === undefined ? `${site}/desk` : `${deskSetUp} (creates the first account)`;
  tell(`The support bot is ready.${page}
  Desk for agents: ${desk}
  Bot Framework endpoint: ${url}/api/messages
  Direct Line endpoint: ${url}/v3/directline
  Health: ${url}/healthz and ${url}/readyz
  Talk to it in a terminal: npm run chat`);
  for (const sentence of advice) tell(`Please check: ${sentence}`);
  // The start leaves 20 MB of garbage, and the work that follows gives V8 no reason to collect it.
  globalThis.gc?.({ type: 'major', flavor: 'last-resort' });
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainStartFailure(error)}\n`);
  process.exitCode = 1;
  // A half-started server must not keep the process alive.
  process.exit();
});
