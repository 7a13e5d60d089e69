import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sourceFolder } from './places.ts';

const root = join(sourceFolder, '../..');
const IMPORT = /^(?:import|export)\s(?!type\b)[^;]*?from '((?:#|\.)[^']+\.tsx?)';/gm;

/** SHA-256 (hex) of all inputs of the build: the same hash means the same result. */
export function hashSources(): string {
  const own = readdirSync(sourceFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const paths = [...withImports(own), join(root, 'package.json')].sort();
  const hash = createHash('sha256');
  for (const path of paths)
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** These files, and the modules that they share with the server. */
function withImports(files: readonly string[]): Set<string> {
  const found = new Set(files);
  // Iterating over a set also visits what is added during the iteration.
  for (const path of found)
    if (/\.tsx?$/.test(path))
      for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(IMPORT))
        found.add(name.startsWith('#') ? join(root, 'src', name.slice(1)) : join(dirname(path), name));
  return found;
}
