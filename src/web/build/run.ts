/** `npm run build`, also run before each start: builds the browser code when its sources have changed. */
import { CannotBuild, ensureBuilt } from './build.ts';

try {
  if ((await ensureBuilt()) === 'built') process.stdout.write('Built the browser code (dist/web).\n');
} catch (error) {
  if (!(error instanceof CannotBuild)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
