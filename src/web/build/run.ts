/** `npm run build`, also before each start: makes what browsers get, when its sources have changed. */
import { ensureBuilt } from './build.ts';

if ((await ensureBuilt()) === 'built') process.stdout.write('Built what browsers get (dist/web).\n');
