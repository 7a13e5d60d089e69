import { strToU8, zipSync } from 'fflate';
import { colourIcon, outlineIcon } from './icons.ts';
import { manifestOf, type TeamsApp } from './manifest.ts';
import { refusals, schemaProblems } from './refusals.ts';

/** Files in a zip bear this time, so that the same app is the same file. */
const AT = new Date('2020-01-01T00:00:00');

/** The package, or why Teams would refuse it: one sentence for each reason. */
export type AppPackage = { kind: 'made'; zip: Uint8Array } | { kind: 'refused'; problems: string[] };

/** Makes the zip file that is uploaded to Teams. */
export function makeAppPackage(app: TeamsApp): AppPackage {
  const problems = refusals(app);
  if (problems.length > 0) return { kind: 'refused', problems };
  const manifest = manifestOf(app);
  const wrong = schemaProblems(manifest);
  if (wrong.length > 0) return { kind: 'refused', problems: wrong };
  const zip = zipSync(
    {
      'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
      'color.png': colourIcon(),
      'outline.png': outlineIcon(),
    },
    { mtime: AT, level: 9 },
  );
  return { kind: 'made', zip };
}
