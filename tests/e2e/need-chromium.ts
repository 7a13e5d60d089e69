import { existsSync } from 'node:fs';
import { chromiumPath } from './browser.ts';

/** Ends the run before anything starts if there is no browser to run it in. */
export default function needChromium(): void {
  if (existsSync(chromiumPath)) return;
  process.stderr.write(
    `There is no Chromium at ${chromiumPath}: install it (Debian: apt-get install chromium), or name yours in CHROMIUM_PATH.\n`,
  );
  process.exit(1);
}
