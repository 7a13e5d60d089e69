import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { builtNames } from './places.ts';

const manifestSchema = z.object({
  /** SHA-256 over everything that the build depends on. */
  sources: z.string(),
  /** The panel's own script and those it imports at once. */
  panel: z.object({ file: z.string(), imports: z.array(z.string()) }),
  /** Scripts that are fetched on demand: languages. */
  later: z.array(z.string()),
  supportPage: z.object({ script: z.string(), style: z.string() }),
  desk: z.object({ script: z.string(), style: z.string() }),
});

/** Where the build put its files, as paths in the built folder; asset names contain a hash of their content. */
export type Manifest = z.infer<typeof manifestSchema>;

/** @returns undefined if the folder has no build, or one in another format */
export function readManifest(folder: string): Manifest | undefined {
  try {
    const text = readFileSync(join(folder, builtNames.manifest), 'utf8');
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
