/**
 * Proves that the image is complete, by running the Dockerfile's steps in a clean folder. The server needs only the
 * production packages and the built widget. It runs as a user who may write to `DATA_DIR` only, answers a visitor,
 * serves the files for browsers, passes the image's health check, and exits successfully on SIGTERM. All commands run
 * there, too.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { send } from '../support/http.ts';
import { DirectLineClient } from './support/direct-line.ts';
import { buildImage, type Image, positionIn } from './support/image.ts';
import { addNode, type Run, runIn, sealImage, unsealImage } from './support/image-run.ts';
import { type Proof, runProof } from './support/proof.ts';
import { SECRET } from './support/server-process.ts';
import { printLine } from './support/print-line.ts';

const project = join(import.meta.dirname, '../..');

/** The most that the image may hold besides Node, in MB. */
const MAX_MB = 105;

const check = (what: string, holds: boolean): boolean => {
  printLine(`${holds ? 'yes' : 'NO'}: ${what}`);
  return holds;
};

async function megabytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024 ** 2;
}

/** Without development dependencies, `npm start` uses the existing build; without a build, it says what to do. */
async function startsOnlyWithBuild(image: Image): Promise<boolean> {
  const build = () => runIn(image, ['node', 'src/web/build/run.ts'], {});
  const withBuild = build();
  const isTaken = check('npm start uses the existing build', (await withBuild.closed) === 0);
  const dist = positionIn(image, 'dist');
  await rename(dist, `${dist}-away`);
  const without = build();
  const isRefused =
    (await without.closed) === 1 && /^The browser code .* npm run build".*\n$/.test(without.printed());
  await rename(`${dist}-away`, dist);
  return isTaken && check('without a build, it says in one sentence what to do', isRefused);
}

/** Every command of the project runs with the production packages alone. */
async function hasCommands(image: Image): Promise<boolean> {
  const { scripts } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const commands = Object.values(scripts).filter((script) => script.includes(' src/cli/'));
  const helped: boolean[] = [];
  for (const command of commands) {
    const run = runIn(image, [...command.split(' '), '--help'], {});
    const isHelp = (await run.closed) === 0 && run.printed().startsWith('Usage:');
    if (!isHelp) printLine(run.printed());
    helped.push(check(`"${command} --help" prints its usage`, isHelp));
  }
  return commands.length > 0 && helped.every(Boolean);
}

async function untilReady(server: Run, url: string): Promise<void> {
  while (server.child.exitCode === null) {
    const answer = await send(`${url}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return;
    await wait(100);
  }
  throw new Error(`The server did not start: ${server.printed()}`);
}

async function isAnswered(url: string): Promise<boolean> {
  const client = new DirectLineClient(() => url, new Map(), AbortSignal.timeout(20_000));
  const opened = await client.open();
  const id = await client.post(opened, 'Is the ESR900 patched?', 'first');
  for (;;) {
    const { activities } = await client.poll(opened, '0');
    const answer = activities.find(({ replyToId }) => replyToId === id);
    if (answer !== undefined) return answer.text?.includes('ESR900: ') === true;
  }
}

async function isServed(url: string): Promise<boolean> {
  const widget = await (await fetch(`${url}/widget.js`)).text();
  const [panel = 'no-panel'] = /assets\/panel-[\w-]+\.js/.exec(widget) ?? [];
  const statuses = await Promise.all(
    [panel, '', 'desk'].map(async (path) => (await fetch(`${url}/${path}`)).status),
  );
  return statuses.every((status) => status === 200);
}

async function serves(image: Image, proof: Proof): Promise<boolean> {
  const port = String(await freePort());
  const settings = { PORT: port, HOST: '127.0.0.1', DIRECT_LINE_SECRET: SECRET };
  const server = runIn(image, image.command, settings);
  proof.atEnd(() => {
    server.child.kill('SIGKILL');
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(server, url);
  const health = await runIn(image, image.healthCheck, settings).closed;
  const results = [
    check('a visitor is answered', await isAnswered(url)),
    check('the widget, the support page and the desk are served', await isServed(url)),
    check('the health check passes', health === 0),
  ];
  server.child.kill('SIGTERM');
  results.push(check('it exits successfully on SIGTERM', (await server.closed) === 0));
  const unhealthy = await runIn(image, image.healthCheck, settings).closed;
  results.push(check('the health check fails when nothing runs', unhealthy === 1));
  return results.every(Boolean);
}

await runProof(400, async (proof) => {
  const image = await buildImage(project, proof.folder);
  const megabytes = await megabytesIn(image.root);
  const results = [
    check(`${megabytes.toFixed(0)} MB besides Node, at most ${MAX_MB} allowed`, megabytes <= MAX_MB),
    check('it contains no development dependency', !existsSync(positionIn(image, 'node_modules/vite'))),
  ];
  results.push(check('it does not run as root', image.user === 'node'));
  await addNode(image);
  results.push(await startsOnlyWithBuild(image));
  proof.atEnd(() => unsealImage(image));
  await sealImage(image);
  results.push(await hasCommands(image), await serves(image, proof));
  return results.every(Boolean);
});
