import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * How `npm start` runs the server: Node's options, and the path of the script. Everything that tests or measures a
 * server starts it this way.
 */
export const startCommand: { options: readonly string[]; script: string } = readStartCommand();

function readStartCommand() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [, ...words] = scripts.start.split(' ');
  return { options: words.slice(0, -1), script: join(root, words.at(-1) ?? '') };
}
