/**
 * `npm run bench`: runs the benches one after the other, each in a separate process, and prints their figures as one
 * table at the end. `--quick` takes about ten minutes; names of benches run only those.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { runCommand } from '#cli/run-command.ts';
import { type Figure, isQuick, printTable } from './show.ts';

const benches = [
  'understanding',
  'turn',
  'start',
  'directline',
  'sockets',
  'growth',
  'replicas',
  'handoff',
  'search',
  'insights',
  'review',
  'publish',
  'browser/widget',
];

/** Runs a bench. @returns its figures @throws if it fails */
async function run(name: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  const bench = fork(`${import.meta.dirname}/${name}.ts`, isQuick ? ['--quick'] : [], {
    // nlp.js, a peer, uses a deprecated API of Node.
    execArgv: ['--disable-warning=PINODEP008'],
  });
  bench.on('message', (some) => figures.push(...(some as Figure[])));
  const [code] = (await once(bench, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The bench ${name} failed.`);
  return figures;
}

await runCommand(async () => {
  const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const figures: Figure[] = [];
  for (const name of benches.filter((bench) => asked.length === 0 || asked.includes(bench))) {
    console.error(`\n${name}`);
    figures.push(...(await run(name)));
  }
  console.log('\nAll figures');
  printTable([
    ['', 'this bot', 'for comparison'],
    ...figures.map(({ what, ours, peer }) => [what, ours, peer]),
  ]);
});
