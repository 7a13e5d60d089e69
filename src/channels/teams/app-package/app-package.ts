import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { manifestOf, type TeamsApp, type TeamsAppTopics } from './manifest.ts';
import { refusals } from './refusals.ts';

/** All files in the zip get this time, so that the same app always produces the same file. */
const AT = new Date('2020-01-01T00:00:00');

/** The package, or one sentence for each reason why Teams would refuse it. */
export type AppPackage = { kind: 'made'; zip: Uint8Array } | { kind: 'refused'; problems: string[] };

/** Builds the zip file to upload to Teams. */
export function makeAppPackage(app: TeamsApp, topics: TeamsAppTopics): AppPackage {
  const problems = refusals(app);
  if (problems.length > 0) return { kind: 'refused', problems };
  const zip = zipSync(
    {
      'manifest.json': strToU8(`${JSON.stringify(manifestOf(app, topics), null, 2)}\n`),
      'color.png': readIcon('color.png'),
      'outline.png': readIcon('outline.png'),
    },
    { mtime: AT, level: 9 },
  );
  return { kind: 'made', zip };
}

const readIcon = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, name));
