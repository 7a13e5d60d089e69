/** `npm run build`, also before each start: makes what browsers get, when its sources have changed. */
import { CannotBuild, ensureBuilt } from './build.ts';

try {
  if ((await ensureBuilt()) === 'built') process.stdout.write('Built what browsers get (dist/web).\n');
} catch (error) {
  if (!(error instanceof CannotBuild)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
