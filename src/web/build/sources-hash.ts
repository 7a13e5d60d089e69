import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFolder } from './places.ts';

const root = join(sourceFolder, '../..');

/** Inputs outside `src/web`: server modules that browsers share, and the library versions. */
const alsoRead = [
  'src/uploads/upload-rules.ts',
  'src/site/word-search.ts',
  'src/text/cut-text.ts',
  'package.json',
];

/** SHA-256 (hex) of all inputs of the build: the same hash means the same result. */
export function hashSources(): string {
  const own = readdirSync(sourceFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...own, ...alsoRead.map((name) => join(root, name))])
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}
