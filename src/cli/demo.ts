/** `npm run demo`: the server with 90 days of made-up conversations, in a separate folder. */
import { startDemo } from '#demo/start-demo.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';

const USAGE = 'Usage: npm run demo -- [--data-dir ./demo-data] [--fresh]';

await runCommand(async () => {
  const given = readCommandLine(USAGE, { 'data-dir': { type: 'string' }, fresh: { type: 'boolean' } });
  if (given === undefined) return;
  await startDemo({ dataDir: given.values['data-dir'] ?? 'demo-data', isFresh: given.values.fresh === true });
});
